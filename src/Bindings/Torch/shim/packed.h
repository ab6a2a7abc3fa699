// Layers whose weights are laid out once (rossby_packed.h). oneDNN reads weights in an order of its own, into which libtorch brings them at every call; for
// a network whose maps are small that takes longer than the convolution. The kernels are those of libtorch.
#pragma once
#include "guard.h"
#include "rossby_packed.h"

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
#include <ATen/Parallel.h>
#include <dnnl.hpp>

#include <map>
#include <mutex>

namespace rossby {

namespace onednn {

using dnnl::memory;

dnnl::engine& engine();

inline memory::dims dims(at::IntArrayRef values) { return {values.begin(), values.end()}; }

inline memory::data_type type(at::ScalarType t) { return t == at::kBFloat16 ? memory::data_type::bf16 : memory::data_type::f32; }

inline memory::desc channels_last(at::IntArrayRef sizes, at::ScalarType t) { return {dims(sizes), type(t), memory::format_tag::nhwc}; }

inline memory::desc weight_in_any_order(at::IntArrayRef sizes, at::ScalarType t) { return {dims(sizes), type(t), memory::format_tag::any}; }

inline memory at(const memory::desc& d, const Tensor& t) { return {d, engine(), t.data_ptr()}; }

// What a primitive is made for: the sizes of the map, and the threads that share its work.
inline std::vector<int64_t> plan_key(const Tensor& x) {
    auto key = x.sizes().vec();
    key.push_back(at::get_num_threads());
    return key;
}

// Below AVX-512 libtorch computes bf16 without oneDNN, which has no kernels for it.
inline bool has_kernels_of(at::ScalarType t) {
    constexpr auto needed = static_cast<unsigned>(dnnl::cpu_isa::avx512_core);
    return t == at::kFloat || (t == at::kBFloat16 && (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & needed) == needed);
}

inline Tensor bytes(const memory::desc& d) { return at::empty({static_cast<int64_t>(d.get_size())}, at::kByte); }

void execute(const dnnl::primitive& what, std::unordered_map<int, memory> arguments, const memory::desc& scratchpad);

struct Weight {
    memory::desc layout;
    Tensor held;

    // Itself where it lies so already.
    Weight in(const memory::desc& wanted) const;
};

struct Window {
    std::vector<int64_t> stride, padding, dilation;
    memory::dims gaps() const { return {dilation[0] - 1, dilation[1] - 1}; }
};

}  // namespace onednn

inline bool can_pack(const Tensor& x) { return x.is_cpu() && x.dim() == 4 && onednn::has_kernels_of(x.scalar_type()); }

class PackedConvolution final : public PackedLayer {
public:
    // `result` is the type of y, `bias` float.
    PackedConvolution(const Tensor& x, at::ScalarType result, const Tensor& weight, const Tensor& bias, onednn::Window window, bool relu, bool adds);

    bool takes(const Tensor& x) const override { return can_pack(x) && x.scalar_type() == type && x.size(1) == sizes[1]; }
    Tensor run(const Tensor& x, const Tensor& added) override;

private:
    struct Plan {
        dnnl::convolution_forward::primitive_desc description;
        dnnl::convolution_forward primitive;
        onednn::Weight weight;
    };

    const Plan& plan_for(const Tensor& x);
    std::vector<int64_t> result_of(const Tensor& x) const;
    dnnl::convolution_forward::primitive_desc describe(const Tensor& x) const;

    at::ScalarType type, result;
    std::vector<int64_t> sizes;
    onednn::Window window;
    Tensor bias;
    bool relu, adds;
    onednn::Weight first;
    std::mutex lock;
    std::map<std::vector<int64_t>, Plan> plans;
};

}  // namespace rossby
#endif
