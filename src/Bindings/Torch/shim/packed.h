// Layers whose weights are laid out once (rossby_packed.h). oneDNN reads weights in an order of its own, into which libtorch brings them at every call; for
// a network whose maps are small that takes longer than the convolution. Most kernels are those of libtorch.
#pragma once
#include "guard.h"
#include "onednn.h"
#include "rossby_packed.h"
#include "winograd.h"

#include <vector>

namespace rossby {

class PackedLayer {
public:
    virtual ~PackedLayer() = default;
    virtual bool takes(const Tensor& x) const = 0;
    virtual Tensor run(const Tensor& x, const Tensor& added) = 0;
};

// What stands behind a layer's sum. Its scale goes into the weight, and its shift into the bias.
struct Tail {
    Tensor scale, shift;
    bool relu, adds;

    static Tail from(const rt_tail& t) { return {t.scale == nullptr ? Tensor() : of(t.scale), t.shift == nullptr ? Tensor() : of(t.shift), t.relu != 0, t.adds != 0}; }

    // Of a weight whose dimension `results` is that of the layer's results.
    Tensor into_weight(const Tensor& weight, int64_t results) const {
        Tensor w = weight.detach().to(at::kFloat);
        std::vector<int64_t> along(4, 1);
        along[static_cast<size_t>(results)] = -1;
        return scale.defined() ? w * scale.to(at::kFloat).view(along) : w;
    }

    // Undefined where nothing is added per channel.
    Tensor into_bias(const Tensor& bias) const {
        if (!bias.defined()) return shift.defined() ? shift.to(at::kFloat).contiguous() : Tensor();
        Tensor b = bias.detach().to(at::kFloat);
        return (scale.defined() ? b * scale.to(at::kFloat) + shift.to(at::kFloat) : b).contiguous();
    }
};

inline void give_packed(rt_packed* out, PackedLayer* layer) {
    *out = reinterpret_cast<rt_packed>(layer);
    live_handles.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace rossby

#ifdef ROSSBY_ONEDNN
#include <map>
#include <mutex>

namespace rossby {

inline bool can_pack(const Tensor& x) { return x.is_cpu() && x.dim() == 4 && onednn::has_kernels_of(x.scalar_type()); }

class PackedConvolution final : public PackedLayer {
public:
    // `result` is the type of y, `bias` float.
    PackedConvolution(const Tensor& x, at::ScalarType result, const Tensor& weight, const Tensor& bias, Window window, bool relu, bool adds);

    bool takes(const Tensor& x) const override { return can_pack(x) && x.scalar_type() == type && x.size(1) == sizes[1]; }
    Tensor run(const Tensor& x, const Tensor& added) override;

private:
    struct Plan {
        dnnl::convolution_forward::primitive_desc description;
        dnnl::convolution_forward primitive;
        onednn::Ordered weight;
    };

    const Plan& plan_for(const Tensor& x);
    dnnl::convolution_forward::primitive_desc describe(const Tensor& x) const;

    at::ScalarType type, result;
    std::vector<int64_t> sizes;
    Window window;
    Tensor bias;
    bool relu, adds;
    onednn::Ordered first;
    std::mutex lock;
    std::map<std::vector<int64_t>, Plan> plans;
};

// By Winograd's algorithm (winograd.h); weight [D, C, 3, 3]. Where there is `more`, rows and columns on the far sides, a transposed one.
class PackedWinograd final : public PackedLayer {
public:
    PackedWinograd(const Winograd& how, const Tensor& weight, const Tensor& bias, Window window, at::IntArrayRef more, bool relu, bool adds)
        : how(how), sizes(weight.sizes().vec()), more(more.vec()), places(winograd::places_of(how, weight)), bias(bias), window(std::move(window)), relu(relu), adds(adds) {}

    bool takes(const Tensor& x) const override { return can_pack(x) && x.scalar_type() == at::kFloat && x.size(1) == sizes[1]; }
    Tensor run(const Tensor& x, const Tensor& added) override;

private:
    const Winograd& how;
    std::vector<int64_t> sizes, more;
    winograd::Places places;
    Tensor bias;
    Window window;
    bool relu, adds;
};

}  // namespace rossby
#endif
