// A convolution without groups and its gradients. x [B, C, H, W], weight [D, C, kH, kW], bias [D] or undefined.
#pragma once
#include "window.h"

namespace rossby {

Tensor convolve(const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window);
// The gradient of x, of which nothing but shape, type and order is looked at.
Tensor convolve_back(const Tensor& dy, const Tensor& x, const Tensor& weight, const Window& window);
// Those of weight and bias, of which likewise.
std::pair<Tensor, Tensor> convolve_weight(const Tensor& dy, const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window);

// With gradients, and groups.
Tensor convolution(const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window, int64_t groups);

}  // namespace rossby
