// Maps in fp16 and bf16. For fp16 the CPU has no kernels (libtorch 1.13) or few: there it is emulated, every layer computing in fp32 and rounding its
// result; as the casts are recorded, the gradients of maps and weights are rounded too.
#pragma once
#include "guard.h"

namespace rossby {

inline bool is_narrow(const Tensor& x) { return x.scalar_type() == at::kHalf || x.scalar_type() == at::kBFloat16; }

// The layer in fp32, its result in the type of the map.
template <typename Layer>
Tensor in_float(const Tensor& x, Layer layer) { return layer(x.to(at::kFloat)).to(x.scalar_type()); }

// The layer in the type of the map, or as near as the CPU comes to it.
template <typename Layer>
Tensor as_is(const Tensor& x, Layer layer) { return x.is_cpu() && x.scalar_type() == at::kHalf ? in_float(x, layer) : layer(x); }

// Whether the CPU has kernels for products of maps in bf16 (instructions.cpp).
bool has_narrow_products() noexcept;

// A convolution or product in the type of the map; in fp32 between rounded maps, weights and gradients where that is faster than what the CPU has.
template <typename Layer>
Tensor product_as_is(const Tensor& x, Layer layer) {
    return x.is_cpu() && x.scalar_type() == at::kBFloat16 && !has_narrow_products() ? in_float(x, layer) : as_is(x, layer);
}

// The layer in fp32 at least: for sums over many cells, which narrow types cannot hold.
template <typename Layer>
Tensor at_least_float(const Tensor& x, Layer layer) { return is_narrow(x) ? in_float(x, layer) : layer(x); }

// A weight in the type of the map that it meets, and then in the type that the layer computes in.
inline Tensor rounded_as(const Tensor& x, const Tensor& weight) { return weight.defined() ? weight.to(x.scalar_type()) : weight; }

}  // namespace rossby
