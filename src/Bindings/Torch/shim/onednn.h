// oneDNN as this shim calls it: maps [B, C, H, W] in channels-last memory, weights in whatever order a kernel wants.
#pragma once
#include "window.h"

#ifdef ROSSBY_ONEDNN
#include <ATen/Parallel.h>
#include <dnnl.hpp>

#include <unordered_map>

namespace rossby {
namespace onednn {

using dnnl::memory;

dnnl::engine& engine();

inline memory::dims dims(at::IntArrayRef values) { return {values.begin(), values.end()}; }

inline memory::data_type type(at::ScalarType t) { return t == at::kBFloat16 ? memory::data_type::bf16 : memory::data_type::f32; }

inline memory::desc channels_last(at::IntArrayRef sizes, at::ScalarType t) { return {dims(sizes), type(t), memory::format_tag::nhwc}; }

inline memory::desc in_any_order(at::IntArrayRef sizes, at::ScalarType t) { return {dims(sizes), type(t), memory::format_tag::any}; }

inline memory at(const memory::desc& d, const Tensor& t) { return {d, engine(), t.data_ptr()}; }

// What a primitive is made for: the sizes of the map, and the threads that share its work.
inline std::vector<int64_t> plan_key(const Tensor& x) {
    auto key = x.sizes().vec();
    key.push_back(at::get_num_threads());
    return key;
}

inline bool has(dnnl::cpu_isa set) {
    auto needed = static_cast<unsigned>(set);
    return (static_cast<unsigned>(dnnl::get_effective_cpu_isa()) & needed) == needed;
}

inline bool has_avx512() { return has(dnnl::cpu_isa::avx512_core); }

// Below AVX-512 libtorch computes bf16 without oneDNN, which has no kernels for it.
inline bool has_kernels_of(at::ScalarType t) { return t == at::kFloat || (t == at::kBFloat16 && has_avx512()); }

// Whether a convolution without groups, its weight [D, C, kH, kW], takes and gives maps whose channels lie in blocks. Below AVX-512 kernels for those need a quarter
// to nine tenths of the time of the ones for channels-last, to bring maps into blocks and back included, where channels are many and taps several. The gradient of
// the weight, for which maps are only read, gains with fewer channels too, and with many where there is one tap. The bits are the same
// where oneDNN has a kernel of its own for both orders: not with one tap, nor with dilated ones that it gives to its matrix product, which is as fast either way;
// nor where Winograd's algorithm takes over (winograd.h).
inline bool in_blocks(at::ScalarType t, at::IntArrayRef weight, bool of_weight) {
    constexpr int64_t kBlock = 8, kMany = 128;
    int64_t d = weight[0], c = weight[1];
    if (has_avx512() || t != at::kFloat || d % kBlock != 0 || c % kBlock != 0) return false;
    bool several = weight[2] * weight[3] > 1;
    return of_weight ? c + d >= (several ? 96 : 1024) : several && c >= kMany && d >= kMany;
}

// The order that such a convolution is asked to take or give a map in.
inline memory::desc map_for(at::IntArrayRef sizes, at::ScalarType t, at::IntArrayRef weight, bool of_weight) {
    return in_blocks(t, weight, of_weight) ? in_any_order(sizes, t) : channels_last(sizes, t);
}

inline Tensor bytes(const memory::desc& d) { return at::empty({static_cast<int64_t>(d.get_size())}, at::kByte); }

void execute(const dnnl::primitive& what, std::unordered_map<int, memory> arguments, const memory::desc& scratchpad);

// Values and the order in which they lie.
struct Ordered {
    memory::desc layout;
    Tensor held;

    // Itself where it lies so already.
    Ordered in(const memory::desc& wanted) const;
    // Writes them to where `to` lies, which may be here.
    void write(const Ordered& to) const;
    memory handle() const { return at(layout, held); }
};

inline Ordered map(const Tensor& x) { return {channels_last(x.sizes(), x.scalar_type()), x}; }

// Room for a map in the order wanted: the map itself where that is its own.
inline Ordered room(const Tensor& map, const memory::desc& wanted) {
    Ordered own = onednn::map(map);
    return own.layout == wanted ? own : Ordered{wanted, bytes(wanted)};
}

// The cells left out between taps.
inline memory::dims gaps(const Window& w) { return {w.dilation[0] - 1, w.dilation[1] - 1}; }

// How many samples a pass from one map to another takes at once. In blocks both maps are copied, and may be the network's largest.
inline int64_t samples_at_once(const Tensor& x, at::IntArrayRef weight) { return in_blocks(x.scalar_type(), weight, false) ? 1 : x.size(0); }

// Calls body(x, y) for all samples.
template <typename Body>
void pass(const Tensor& x, const Tensor& y, at::IntArrayRef weight, Body body) {
    int64_t step = samples_at_once(x, weight);
    for (int64_t n = 0; n < x.size(0); n += step) body(x.narrow(0, n, step), y.narrow(0, n, step));
}

}  // namespace onednn
}  // namespace rossby
#endif
