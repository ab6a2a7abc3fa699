// A convolution without groups or bias and its gradients. x [B, C, H, W], weight [D, C, kH, kW].
#pragma once
#include "window.h"

namespace rossby {

Tensor convolve(const Tensor& x, const Tensor& weight, const Window& window);
// The gradient of x, of which nothing but shape, type and order is looked at.
Tensor convolve_back(const Tensor& dy, const Tensor& x, const Tensor& weight, const Window& window);
// The gradient of the weight, of which likewise.
Tensor convolve_weight(const Tensor& dy, const Tensor& x, const Tensor& weight, const Window& window);

// With gradients, a bias that may be undefined, and groups.
Tensor convolution(const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window, int64_t groups);

}  // namespace rossby
