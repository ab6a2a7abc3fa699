// Below AVX-512 oneDNN's kernels for channels-last maps are slow where channels are many and taps several, and slowest for the gradient of the weight: one of
// 256 x 256 channels and 3 x 3 taps with stride 2 takes 196 ms where the kernel for blocks takes 62, and 4 more to bring both maps into them. ATen calls those that
// the maps' order asks for; here the other ones are called, or Winograd's algorithm (benchmarks/results/amd-epyc-avx2-2-cores/step.md).
#include "convolution.h"

#include "maps.h"
#include "onednn.h"
#include "winograd.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

#ifdef ROSSBY_ONEDNN

using dnnl::memory;

bool in_blocks(const Tensor& x, const Tensor& weight, const Tensor& bias) {
    auto alike = [&](const Tensor& t) { return t.is_cpu() && t.scalar_type() == x.scalar_type(); };
    return is_raw_map(x) && alike(weight) && (!bias.defined() || (alike(bias) && bias.is_contiguous())) && onednn::in_blocks(x.scalar_type(), weight.sizes(), /*of_weight=*/true);
}

// Maps and weight of a pass in the orders that it takes, and how they meet; what has no dimensions is no bias.
struct Pass {
    memory::desc x, weight, bias, y;
    memory::dims stride, gaps, padding;
    dnnl::primitive_attr attributes;

    Pass(at::IntArrayRef of_x, const Tensor& w, const Tensor& b, at::IntArrayRef of_y, const Window& window, bool of_weight)
        : x(onednn::map_for(of_x, at::kFloat, w.sizes(), of_weight)), weight(onednn::in_any_order(w.sizes(), at::kFloat)), bias(of(b)),
          y(onednn::map_for(of_y, at::kFloat, w.sizes(), of_weight)), stride(onednn::dims(window.stride)),
          gaps(onednn::gaps(window)), padding(onednn::dims(window.padding)) {
        attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    }

    static constexpr auto direct = dnnl::algorithm::convolution_direct;
    static constexpr auto training = dnnl::prop_kind::forward_training;

    static memory::desc of(const Tensor& bias) { return bias.defined() ? memory::desc({bias.size(0)}, memory::data_type::f32, memory::format_tag::a) : memory::desc(); }

#if DNNL_VERSION_MAJOR >= 3
    dnnl::convolution_forward::primitive_desc forward() const {
        return {onednn::engine(), training, direct, x, weight, bias, y, stride, gaps, padding, padding, attributes};
    }
    dnnl::convolution_backward_data::primitive_desc back() const {
        return {onednn::engine(), direct, x, weight, y, stride, gaps, padding, padding, forward(), attributes};
    }
    dnnl::convolution_backward_weights::primitive_desc back_weight() const {
        return {onednn::engine(), direct, x, weight, bias, y, stride, gaps, padding, padding, forward(), attributes};
    }
#else
    dnnl::convolution_forward::primitive_desc forward() const {
        return {{training, direct, x, weight, bias, y, stride, gaps, padding, padding}, attributes, onednn::engine()};
    }
    dnnl::convolution_backward_data::primitive_desc back() const {
        return {{direct, x, weight, y, stride, gaps, padding, padding}, attributes, onednn::engine(), forward()};
    }
    dnnl::convolution_backward_weights::primitive_desc back_weight() const {
        return {{direct, x, weight, bias, y, stride, gaps, padding, padding}, attributes, onednn::engine(), forward()};
    }
#endif
};

Tensor empty_map(at::IntArrayRef sizes, const Tensor& like) { return at::empty(sizes, like.options(), at::MemoryFormat::ChannelsLast); }

Tensor forward_in_blocks(const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window) {
    Tensor all = empty_map(window.result_of(x, weight.sizes()), x), w = raw_map(weight);
    if (auto* how = winograd::of_convolution(at::kFloat, weight.sizes(), window, /*trains=*/true)) {
        winograd::pass(*how, x, winograd::places_of(*how, w), all, window.padding, bias, /*adds=*/false, /*relu=*/false);
        return all;
    }
    onednn::pass(x, all, weight.sizes(), [&](const Tensor& part, const Tensor& y) {
        auto pass = Pass(part.sizes(), weight, bias, y.sizes(), window, false).forward();
        onednn::Ordered from = onednn::map(part).in(pass.src_desc()), met = onednn::map(w).in(pass.weights_desc()), to = onednn::room(y, pass.dst_desc());
        std::unordered_map<int, memory> arguments = {{DNNL_ARG_SRC, from.handle()}, {DNNL_ARG_WEIGHTS, met.handle()}, {DNNL_ARG_DST, to.handle()}};
        if (bias.defined()) arguments.emplace(DNNL_ARG_BIAS, onednn::at(pass.bias_desc(), bias));
        onednn::execute(dnnl::convolution_forward(pass), arguments, pass.scratchpad_desc());
        to.write(onednn::map(y));
    });
    return all;
}

Tensor back_in_blocks(const Tensor& gradient, const Tensor& x, const Tensor& weight, const Window& window) {
    Tensor dy = raw_map(gradient), all = empty_map(x.sizes(), x), w = raw_map(weight);
    auto by = [&](const Winograd& how, const Tensor& met, int64_t top, int64_t left) {
        int64_t padding[2] = {top, left};
        winograd::pass(how, dy, winograd::places_of(how, met), all, padding, Tensor(), /*adds=*/false, /*relu=*/false);
        return all;
    };
    // A convolution by the weight turned about, of a map padded by what the kernel sticks out of it.
    if (auto* how = winograd::of_convolution(at::kFloat, weight.sizes(), window, /*trains=*/true)) return by(*how, w.flip({2, 3}).transpose(0, 1), 2 - window.padding[0], 2 - window.padding[1]);
    if (auto* how = winograd::of_transposed(at::kFloat, weight.sizes(), window)) return by(*how, w.transpose(0, 1), 0, 0);
    onednn::pass(dy, all, weight.sizes(), [&](const Tensor& part, const Tensor& dx) {
        auto pass = Pass(dx.sizes(), weight, Tensor(), part.sizes(), window, false).back();
        onednn::Ordered from = onednn::map(part).in(pass.diff_dst_desc()), met = onednn::map(w).in(pass.weights_desc()), to = onednn::room(dx, pass.diff_src_desc());
        onednn::execute(dnnl::convolution_backward_data(pass), {{DNNL_ARG_DIFF_DST, from.handle()}, {DNNL_ARG_WEIGHTS, met.handle()}, {DNNL_ARG_DIFF_SRC, to.handle()}},
                        pass.scratchpad_desc());
        to.write(onednn::map(dx));
    });
    return all;
}

std::pair<Tensor, Tensor> weight_in_blocks(const Tensor& gradient, const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window) {
    Tensor dy = raw_map(gradient);
    auto with_bias = [&](const Tensor& dw) { return std::make_pair(dw, bias.defined() ? dy.sum({0, 2, 3}) : Tensor()); };
    if (auto* how = winograd::of_convolution(at::kFloat, weight.sizes(), window, /*trains=*/true)) return with_bias(winograd::weight_gradient(*how, dy, x, window.padding));
    constexpr int64_t none[2] = {0, 0};
    // x is what the transposed one gives, of dy.
    if (auto* how = winograd::of_transposed(at::kFloat, weight.sizes(), window)) return with_bias(raw_map(winograd::weight_gradient(*how, x, dy, none).transpose(0, 1)));
    Tensor dw = empty_map(weight.sizes(), weight), db = bias.defined() ? at::empty_like(bias) : Tensor();
    auto pass = Pass(x.sizes(), weight, bias, dy.sizes(), window, true).back_weight();
    onednn::Ordered from = onednn::map(dy).in(pass.diff_dst_desc()), met = onednn::map(x).in(pass.src_desc()), to = onednn::room(dw, pass.diff_weights_desc());
    std::unordered_map<int, memory> arguments = {{DNNL_ARG_DIFF_DST, from.handle()}, {DNNL_ARG_SRC, met.handle()}, {DNNL_ARG_DIFF_WEIGHTS, to.handle()}};
    if (db.defined()) arguments.emplace(DNNL_ARG_DIFF_BIAS, onednn::at(pass.diff_bias_desc(), db));
    onednn::execute(dnnl::convolution_backward_weights(pass), arguments, pass.scratchpad_desc());
    to.write(onednn::map(dw));
    return {dw, db};
}

#else

bool in_blocks(const Tensor&, const Tensor&, const Tensor&) { return false; }

#endif

std::tuple<Tensor, Tensor, Tensor> by_aten(const Tensor& dy, const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& w, bool of_x, bool of_weight) {
    constexpr int64_t none[2] = {0, 0};
    bool of_bias = of_weight && bias.defined();
    int64_t results = weight.size(0);
    return at::convolution_backward(dy, x, weight, at::IntArrayRef(&results, of_bias ? 1 : 0), w.stride, w.padding, w.dilation, /*transposed=*/false,
                                    at::IntArrayRef(none, 2), /*groups=*/1, {of_x, of_weight, of_bias});
}

struct Convolution : torch::autograd::Function<Convolution> {
    // Every tensor must be there; one for the bias is looked at where it `adds`.
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const Tensor& bias, bool adds, const Window& window) {
        context->save_for_backward({x, weight, bias});
        context->saved_data["adds"] = adds;
        context->saved_data["stride"] = window.stride;
        context->saved_data["padding"] = window.padding;
        context->saved_data["dilation"] = window.dilation;
        return convolve(x, weight, adds ? bias : Tensor(), window);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        auto saved = context->get_saved_variables();
        auto numbers = [&](const char* name) { return context->saved_data[name].toIntVector(); };
        Window window{numbers("stride"), numbers("padding"), numbers("dilation")};
        Tensor dx = context->needs_input_grad(0) ? convolve_back(gradients[0], saved[0], saved[1], window) : Tensor();
        bool adds = context->saved_data["adds"].toBool();
        std::pair<Tensor, Tensor> rest;
        if (context->needs_input_grad(1) || (adds && context->needs_input_grad(2))) rest = convolve_weight(gradients[0], saved[0], saved[1], adds ? saved[2] : Tensor(), window);
        return {dx, rest.first, rest.second, Tensor(), Tensor()};
    }
};

}  // namespace

namespace rossby {

Tensor convolve(const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window) {
#ifdef ROSSBY_ONEDNN
    if (in_blocks(x, weight, bias)) return forward_in_blocks(x, weight, bias, window);
#endif
    return at::conv2d(x, weight, bias, window.stride, window.padding, window.dilation);
}

Tensor convolve_back(const Tensor& dy, const Tensor& x, const Tensor& weight, const Window& window) {
#ifdef ROSSBY_ONEDNN
    if (in_blocks(x, weight, Tensor())) return back_in_blocks(dy, x, weight, window);
#endif
    return std::get<0>(by_aten(dy, x, weight, Tensor(), window, true, false));
}

std::pair<Tensor, Tensor> convolve_weight(const Tensor& dy, const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window) {
#ifdef ROSSBY_ONEDNN
    if (in_blocks(x, weight, bias)) return weight_in_blocks(dy, x, weight, bias, window);
#endif
    auto all = by_aten(dy, x, weight, bias, window, false, true);
    return {std::get<1>(all), std::get<2>(all)};
}

Tensor convolution(const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window, int64_t groups) {
    bool fits = groups == 1 && x.dim() == 4 && weight.dim() == 4 && weight.size(1) == x.size(1);
    if (fits && in_blocks(x, weight, bias)) return Convolution::apply(x, weight, bias.defined() ? bias : weight, bias.defined(), window);
    return at::conv2d(x, weight, bias, window.stride, window.padding, window.dilation, groups);
}

}  // namespace rossby
