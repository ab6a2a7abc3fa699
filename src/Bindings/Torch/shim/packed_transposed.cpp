// Transposed convolutions whose weights are laid out once: by Winograd's algorithm, by taps where they give few channels, and else the gradient of a strided
// convolution (transposed.cpp) and behind it shift and ReLU in place.
#include "maps.h"
#include "packed.h"

using namespace rossby;

#ifdef ROSSBY_ONEDNN

namespace {

using dnnl::convolution_backward_data;
using dnnl::convolution_forward;
using dnnl::memory;

// Of x [B, C, H, W] and a weight [C, D, k, k].
std::vector<int64_t> result_of(const Tensor& x, at::IntArrayRef weight, const Window& window, at::IntArrayRef more) {
    auto size = [&](size_t i) { return (x.size(static_cast<int64_t>(i) + 2) - 1) * window.stride[i] - 2 * window.padding[i] + weight[i + 2] + more[i]; };
    return {x.size(0), weight[1], size(0), size(1)};
}

// Of few channels, of which oneDNN fills no register: first what each cell gives to each of its taps, by a convolution of one tap, then each cell's sum.
class PackedScatter final : public PackedLayer {
public:
    PackedScatter(const Tensor& x, const Tensor& weight, const Tensor& bias, Window window, at::IntArrayRef more, bool relu)
        : sizes(weight.sizes().vec()), more(more.vec()), window(std::move(window)), bias(bias), relu(relu),
          taps(x, at::kFloat, by_taps(weight), Tensor(), {{1, 1}, {0, 0}, {1, 1}}, /*relu=*/false, /*adds=*/false) {}

    static bool fits(const Tensor& x, const Tensor& weight) { return x.scalar_type() == at::kFloat && !onednn::has_avx512() && weight.size(1) < kRegister; }

    bool takes(const Tensor& x) const override { return taps.takes(x); }

    Tensor run(const Tensor& map, const Tensor&) override {
        Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast), given = taps.run(x, Tensor());
        Tensor y = at::empty(result_of(x, sizes, window, more), x.options(), at::MemoryFormat::ChannelsLast);
        at::parallel_for(0, y.size(0) * y.size(2), 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; i++) add_row(given, y, i / y.size(2), i % y.size(2));
        });
        return y;
    }

private:
    static constexpr int64_t kRegister = 8;

    // [taps x D, C, 1, 1], and zeros up to whole registers.
    static Tensor by_taps(const Tensor& weight) {
        Tensor w = weight.permute({2, 3, 1, 0}).reshape({-1, weight.size(0), 1, 1});
        return at::constant_pad_nd(w, {0, 0, 0, 0, 0, 0, 0, (w.size(0) + kRegister - 1) / kRegister * kRegister - w.size(0)});
    }

    void add_row(const Tensor& given, const Tensor& y, int64_t n, int64_t row) const {
        int64_t d = sizes[1], height = given.size(2), width = given.size(3), channels = given.size(1);
        float* to = raw<float>(y) + (n * y.size(2) + row) * y.size(3) * d;
        for (int64_t column = 0; column < y.size(3); column++, to += d) {
            for (int64_t k = 0; k < d; k++) to[k] = bias.defined() ? raw<float>(bias)[k] : 0;
            for (int64_t i = 0; i < sizes[2]; i++) {
                int64_t r = row + window.padding[0] - i;
                if (r < 0 || r % window.stride[0] != 0 || r / window.stride[0] >= height) continue;
                for (int64_t j = 0; j < sizes[3]; j++) {
                    int64_t c = column + window.padding[1] - j;
                    if (c < 0 || c % window.stride[1] != 0 || c / window.stride[1] >= width) continue;
                    const float* from = raw<float>(given) + ((n * height + r / window.stride[0]) * width + c / window.stride[1]) * channels + (i * sizes[3] + j) * d;
                    for (int64_t k = 0; k < d; k++) to[k] += from[k];
                }
            }
            if (relu) for (int64_t k = 0; k < d; k++) to[k] = std::max(to[k], 0.0f);
        }
    }

    std::vector<int64_t> sizes, more;
    Window window;
    Tensor bias;
    bool relu;
    PackedConvolution taps;
};

class PackedTransposed final : public PackedLayer {
public:
    PackedTransposed(const Tensor& x, const Tensor& weight, const Tensor& bias, Window window, at::IntArrayRef more, bool relu)
        : type(x.scalar_type()), sizes(weight.sizes().vec()), more(more.vec()), window(std::move(window)) {
        if (auto* fits = winograd::of_transposed(type, sizes, this->window)) {
            how = fits;
            this->bias = bias;
            this->relu = relu;
            places = winograd::places_of(*how, weight.transpose(0, 1));
            return;
        }
        if (bias.defined() || relu) {
            Tensor shift = bias.defined() ? bias : at::zeros({sizes[1]}, at::kFloat);
            behind = at::stack({at::ones_like(shift), shift, at::full_like(shift, relu ? 0 : 1)});
        }
        first = {onednn::channels_last(sizes, type), weight.to(type).contiguous(at::MemoryFormat::ChannelsLast)};
        first = plan_for(x.narrow(0, 0, onednn::samples_at_once(x, sizes))).weight;
    }

    bool takes(const Tensor& x) const override { return can_pack(x) && x.scalar_type() == type && x.size(1) == sizes[0]; }

    Tensor run(const Tensor& map, const Tensor&) override {
        Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast), y = at::empty(result_of(x, sizes, window, more), x.options(), at::MemoryFormat::ChannelsLast);
        if (how != nullptr) {
            constexpr int64_t none[2] = {0, 0};
            winograd::pass(*how, x, places, y, none, bias, /*adds=*/false, relu);
            return y;
        }
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

    convolution_backward_data::primitive_desc describe(const Tensor& x) const {
        memory::desc from = onednn::map_for(x.sizes(), type, sizes, false), weights = onednn::in_any_order(sizes, type), to = onednn::map_for(result_of(x, sizes, window, more), type, sizes, false);
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
    const Winograd* how = nullptr;
    winograd::Places places;
    Tensor bias;
    bool relu = false;
    // Without `how`.
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
    if (PackedScatter::fits(of(x), w)) give_packed(out, new PackedScatter(of(x), w, b, window, ints(output_padding, 2), behind.relu));
    else give_packed(out, new PackedTransposed(of(x), w, b, window, ints(output_padding, 2), behind.relu));
#endif
})

}  // extern "C"
