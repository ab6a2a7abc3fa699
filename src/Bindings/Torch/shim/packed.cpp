// Packed convolutions (packed.h), and the calls that are the same for all packed layers.
#include "packed.h"

#include "narrow.h"

using namespace rossby;

#ifdef ROSSBY_ONEDNN

namespace rossby {

using dnnl::convolution_forward;
using dnnl::memory;

PackedConvolution::PackedConvolution(const Tensor& x, at::ScalarType result, const Tensor& weight, const Tensor& bias, Window window, bool relu, bool adds)
    : type(x.scalar_type()), result(result), sizes(weight.sizes().vec()), window(std::move(window)), bias(bias), relu(relu), adds(adds) {
    first = {onednn::channels_last(sizes, type), weight.detach().to(type).contiguous(at::MemoryFormat::ChannelsLast)};
    first = plan_for(x.narrow(0, 0, onednn::samples_at_once(x, sizes))).weight;
}

Tensor PackedConvolution::run(const Tensor& map, const Tensor& added) {
    Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast);
    // A sum is taken into what is there.
    Tensor y = adds ? added.clone(at::MemoryFormat::ChannelsLast) : at::empty(window.result_of(x, sizes), x.options().dtype(result), at::MemoryFormat::ChannelsLast);
    TORCH_CHECK(y.scalar_type() == result && y.sizes() == window.result_of(x, sizes), "what is added is not of the result's type and shape");
    onednn::pass(x, y, sizes, [&](const Tensor& part, const Tensor& result) {
        const Plan& plan = plan_for(part);
        onednn::Ordered from = onednn::map(part).in(plan.description.src_desc()), to = onednn::room(result, plan.description.dst_desc());
        if (adds) onednn::map(result).write(to);
        std::unordered_map<int, memory> arguments = {{DNNL_ARG_SRC, from.handle()}, {DNNL_ARG_WEIGHTS, plan.weight.handle()}, {DNNL_ARG_DST, to.handle()}};
        if (bias.defined()) arguments.emplace(DNNL_ARG_BIAS, onednn::at(plan.description.bias_desc(), bias));
        onednn::execute(plan.primitive, arguments, plan.description.scratchpad_desc());
        to.write(onednn::map(result));
    });
    return y;
}

// Maps of most sizes want the weight in the same order.
const PackedConvolution::Plan& PackedConvolution::plan_for(const Tensor& x) {
    std::lock_guard<std::mutex> hold(lock);
    auto key = onednn::plan_key(x);
    auto found = plans.find(key);
    if (found != plans.end()) return found->second;
    auto description = describe(x);
    return plans.emplace(key, Plan{description, convolution_forward(description), first.in(description.weights_desc())}).first->second;
}

convolution_forward::primitive_desc PackedConvolution::describe(const Tensor& x) const {
    memory::desc from = onednn::map_for(x.sizes(), type, sizes, false), weights = onednn::in_any_order(sizes, type), to = onednn::map_for(window.result_of(x, sizes), result, sizes, false);
    memory::desc added(memory::dims{sizes[0]}, memory::data_type::f32, memory::format_tag::a);
    memory::dims gaps = onednn::gaps(window), margin = onednn::dims(window.padding), steps = onednn::dims(window.stride);
    dnnl::post_ops behind;
    if (adds) behind.append_sum(1);
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    constexpr auto forward = dnnl::prop_kind::forward_inference;
    constexpr auto direct = dnnl::algorithm::convolution_direct;
#if DNNL_VERSION_MAJOR >= 3
    if (relu) behind.append_eltwise(dnnl::algorithm::eltwise_relu, 0, 0);
    attributes.set_post_ops(behind);
    return bias.defined() ? convolution_forward::primitive_desc(onednn::engine(), forward, direct, from, weights, added, to, steps, gaps, margin, margin, attributes)
                          : convolution_forward::primitive_desc(onednn::engine(), forward, direct, from, weights, to, steps, gaps, margin, margin, attributes);
#else
    if (relu) behind.append_eltwise(1, dnnl::algorithm::eltwise_relu, 0, 0);
    attributes.set_post_ops(behind);
    auto what = bias.defined() ? convolution_forward::desc(forward, direct, from, weights, added, to, steps, gaps, margin, margin)
                               : convolution_forward::desc(forward, direct, from, weights, to, steps, gaps, margin, margin);
    convolution_forward::primitive_desc description(what, attributes, onednn::engine());
    // Of channels that fill no whole registers the first kernel of 2.6 copies every row: 304 of them at 580 GFLOP/s, and by the second at 850.
    if (type == at::kBFloat16 && sizes[2] > 1 && sizes[1] > 32 && sizes[1] % 32 != 0) {
        convolution_forward::primitive_desc second(what, attributes, onednn::engine());
        if (second.next_impl() && std::string(second.impl_info_str()).find("gemm") == std::string::npos) return second;
    }
    return description;
#endif
}

}  // namespace rossby

#endif

extern "C" {

int rt_pack_conv2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, const rt_tail* tail, rt_packed* out) DOES({
    *out = nullptr;
#ifdef ROSSBY_ONEDNN
    if (!can_pack(of(x))) return;
    Tail behind = Tail::from(*tail);
    Tensor w = behind.into_weight(of(weight), 0), b = behind.into_bias(bias == nullptr ? Tensor() : of(bias));
    Window window{ints(stride, 2).vec(), ints(padding, 2).vec(), ints(dilation, 2).vec()};
    auto type = of(x).scalar_type();
    if (auto* how = winograd::of_convolution(type, w.sizes(), window, /*trains=*/false)) give_packed(out, new PackedWinograd(*how, w, b, window, {}, behind.relu, behind.adds));
    else give_packed(out, new PackedConvolution(of(x), type, w, b, window, behind.relu, behind.adds));
#endif
})

int rt_packed_call(rt_packed packed, rt_tensor x, rt_tensor added, rt_tensor* out) DOES({
    auto& layer = *reinterpret_cast<PackedLayer*>(packed);
    TORCH_CHECK(layer.takes(of(x)), "the layer was packed for maps of another type or other channels");
    give(out, layer.run(of(x), added == nullptr ? Tensor() : of(added)));
})

void rt_free_packed(rt_packed packed) {
    if (packed == nullptr) return;
    delete reinterpret_cast<PackedLayer*>(packed);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

}  // extern "C"
