// Transposed convolutions whose weights are laid out once: the gradient of a strided convolution (transposed.cpp), and behind it shift and ReLU in place;
// or as packed_winograd.cpp or packed_scatter.h have it.
#include "maps.h"
#include "packed_scatter.h"

using namespace rossby;

#ifdef ROSSBY_ONEDNN

namespace {

using dnnl::convolution_backward_data;
using dnnl::convolution_forward;
using dnnl::memory;

class PackedTransposed final : public PackedLayer {
public:
    PackedTransposed(const Tensor& x, const Tensor& weight, const Tensor& bias, Window window, at::IntArrayRef more, bool relu)
        : type(x.scalar_type()), sizes(weight.sizes().vec()), more(more.vec()), window(std::move(window)) {
        if (bias.defined() || relu) {
            Tensor shift = bias.defined() ? bias : at::zeros({sizes[1]}, at::kFloat);
            behind = at::stack({at::ones_like(shift), shift, at::full_like(shift, relu ? 0 : 1)});
        }
        first = {onednn::channels_last(sizes, type), weight.to(type).contiguous(at::MemoryFormat::ChannelsLast)};
        first = plan_for(x.narrow(0, 0, onednn::samples_at_once(x, sizes))).weight;
    }

    bool takes(const Tensor& x) const override { return can_pack(x) && x.scalar_type() == type && x.size(1) == sizes[0]; }

    Tensor run(const Tensor& map, const Tensor&) override {
        Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast), y = at::empty(result_of(x), x.options(), at::MemoryFormat::ChannelsLast);
        onednn::pass(x, y, sizes, [&](const Tensor& part, const Tensor& result) {
            const Plan& plan = plan_for(part);
            onednn::Ordered from = onednn::map(part).in(plan.description.diff_dst_desc()), to = onednn::room(result, plan.description.diff_src_desc());
            onednn::execute(plan.primitive, {{DNNL_ARG_DIFF_DST, from.handle()}, {DNNL_ARG_WEIGHTS, plan.weight.handle()}, {DNNL_ARG_DIFF_SRC, to.handle()}},
                            plan.description.scratchpad_desc());
            to.write(onednn::map(result));
        });
        if (behind.defined()) shift(y);
        return y;
    }

private:
    struct Plan {
        convolution_backward_data::primitive_desc description;
        convolution_backward_data primitive;
        onednn::Ordered weight;
    };

    void shift(Tensor& y) const {
        int64_t channels = y.size(1);
        const float* p = behind.data_ptr<float>();
        with_type(y, [&](auto t) {
            using T = decltype(t);
            over_rows(y.numel() / channels, channels, [&](int64_t begin, int64_t end) {
                T* rows = raw<T>(y) + begin * channels;
                kernels(t).activate(rows, nullptr, rows, end - begin, channels, p, p + channels, p + 2 * channels);
            });
        });
    }

    const Plan& plan_for(const Tensor& x) {
        std::lock_guard<std::mutex> hold(lock);
        auto key = onednn::plan_key(x);
        auto found = plans.find(key);
        if (found != plans.end()) return found->second;
        auto description = describe(x);
        return plans.emplace(key, Plan{description, convolution_backward_data(description), first.in(description.weights_desc())}).first->second;
    }

    std::vector<int64_t> result_of(const Tensor& x) const { return window.result_of_transposed(x, sizes[1], at::IntArrayRef(sizes).slice(2), more); }

    convolution_backward_data::primitive_desc describe(const Tensor& x) const {
        memory::desc from = onednn::map_for(x.sizes(), type, sizes, false), weights = onednn::in_any_order(sizes, type), to = onednn::map_for(result_of(x), type, sizes, false);
        memory::dims gaps = onednn::gaps(window), margin = onednn::dims(window.padding), steps = onednn::dims(window.stride);
        dnnl::primitive_attr attributes;
        attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
        constexpr auto direct = dnnl::algorithm::convolution_direct;
#if DNNL_VERSION_MAJOR >= 3
        convolution_forward::primitive_desc hint(onednn::engine(), dnnl::prop_kind::forward_training, direct, to, weights, from, steps, gaps, margin, margin);
        return {onednn::engine(), direct, to, weights, from, steps, gaps, margin, margin, hint, attributes};
#else
        convolution_forward::primitive_desc hint({dnnl::prop_kind::forward_training, direct, to, weights, from, steps, gaps, margin, margin}, onednn::engine());
        return {{direct, to, weights, from, steps, gaps, margin, margin}, attributes, onednn::engine(), hint};
#endif
    }

    at::ScalarType type;
    std::vector<int64_t> sizes, more;
    Window window;
    Tensor behind;  // [3, D]: scale, shift and slope of the kernel that activates
    onednn::Ordered first;
    std::mutex lock;
    std::map<std::vector<int64_t>, Plan> plans;
};

}  // namespace

#endif

extern "C" {

int rt_pack_conv_transpose2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* output_padding, const rt_tail* tail, rt_packed* out) DOES({
    *out = nullptr;
#ifdef ROSSBY_ONEDNN
    Tail behind = Tail::from(*tail);
    if (!can_pack(of(x)) || behind.adds) return;
    Tensor w = behind.into_weight(of(weight), 1), b = behind.into_bias(bias == nullptr ? Tensor() : of(bias));
    Window window{ints(stride, 2).vec(), ints(padding, 2).vec(), {1, 1}};
    at::IntArrayRef more = ints(output_padding, 2);
    auto type = of(x).scalar_type();
    if (auto* how = winograd::of_transposed(type, w.sizes(), window)) give_packed(out, new PackedWinograd(*how, w.transpose(0, 1), b, window, more, behind.relu, behind.adds));
    else if (PackedScatter::fits(type, w.sizes())) give_packed(out, new PackedScatter(of(x), w, b, window, more, behind.relu));
    else give_packed(out, new PackedTransposed(of(x), w, b, window, more, behind.relu));
#endif
})

}  // extern "C"
