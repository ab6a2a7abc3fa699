// Convolutions of 3 x 3 taps by Winograd's algorithm: half of the products, as exact. For many channels and below AVX-512, where oneDNN's own kernels leave nothing
// more to win; it makes the products.
#pragma once
#include "kernels/winograd.h"
#include "onednn.h"

#ifdef ROSSBY_ONEDNN

namespace rossby {
namespace winograd {

// How a convolution, or a transposed one, is made so: null where it is not.
const Winograd* of_convolution(at::ScalarType t, at::IntArrayRef weight, const Window& window, bool trains);
const Winograd* of_transposed(at::ScalarType t, at::IntArrayRef weight, const Window& window);

// A weight at the places of tiles, for each a matrix [D, C] in the order that its products want; one after another.
struct Places {
    dnnl::memory::desc layout;
    Tensor held;

    dnnl::memory handle(int64_t place) const { return {layout, onednn::engine(), static_cast<char*>(held.data_ptr()) + static_cast<size_t>(place) * layout.get_size()}; }
    Places in(const dnnl::memory::desc& wanted) const;
};

// Of a weight [D, C, 3, 3], D being the channels given.
Places places_of(const Winograd& how, const Tensor& weight);
// y = relu(what is made of x and the weight + bias + y): bias, relu and the last may be missing.
void pass(const Winograd& how, const Tensor& x, const Places& places, const Tensor& y, at::IntArrayRef padding, const Tensor& bias, bool adds, bool relu);
// The gradient of a weight [D, C, 3, 3].
Tensor weight_gradient(const Winograd& how, const Tensor& dy, const Tensor& x, at::IntArrayRef padding);

}  // namespace winograd
}  // namespace rossby
#endif
