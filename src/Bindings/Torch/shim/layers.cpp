// The layers of a network, as functions of their weights. B batch, C channels, H rows, W columns.
#include "convolution.h"
#include "narrow.h"

using namespace rossby;

namespace {

Tensor optional(rt_tensor handle) { return handle == nullptr ? Tensor() : of(handle); }

Tensor narrow_linear(const Tensor& x, const Tensor& weight, const Tensor& bias) {
    Tensor w = rounded_as(x, weight), b = rounded_as(x, bias);
    return product_as_is(x, [&](const Tensor& y) { return at::linear(y, rounded_as(y, w), rounded_as(y, b)); });
}

Tensor narrow_conv2d(const Tensor& x, const Tensor& weight, const Tensor& bias, const Window& window, int64_t groups) {
    Tensor w = rounded_as(x, weight), b = rounded_as(x, bias);
    return product_as_is(x, [&](const Tensor& y) { return convolution(y, rounded_as(y, w), rounded_as(y, b), window, groups); });
}

Tensor narrow_prelu(const Tensor& x, const Tensor& slope) {
    Tensor s = rounded_as(x, slope);
    return as_is(x, [&](const Tensor& y) { return at::prelu(y, rounded_as(y, s)); });
}

}  // namespace

extern "C" {

int rt_linear(rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor* out) GIVES(narrow_linear(of(x), of(weight), optional(bias)))

int rt_matmul(rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(at::matmul(of(a), of(b)))

int rt_conv2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t groups, rt_tensor* out)
    GIVES(narrow_conv2d(of(x), of(weight), optional(bias), {ints(stride, 2).vec(), ints(padding, 2).vec(), ints(dilation, 2).vec()}, groups))

int rt_max_pool2d(rt_tensor x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, rt_tensor* out)
    GIVES(as_is(of(x), [&](const Tensor& y) { return at::max_pool2d(y, ints(kernel, 2), ints(stride, 2), ints(padding, 2)); }))

int rt_avg_pool2d(rt_tensor x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, int count_padding, rt_tensor* out)
    GIVES(as_is(of(x), [&](const Tensor& y) { return at::avg_pool2d(y, ints(kernel, 2), ints(stride, 2), ints(padding, 2), /*ceil_mode=*/false, count_padding != 0); }))

int rt_adaptive_avg_pool2d(rt_tensor x, const int64_t* size, rt_tensor* out) GIVES(at_least_float(of(x), [&](const Tensor& y) { return at::adaptive_avg_pool2d(y, ints(size, 2)); }))

int rt_prelu(rt_tensor x, rt_tensor slope, rt_tensor* out) GIVES(narrow_prelu(of(x), of(slope)))

// reduction: 0 none, 1 mean, 2 sum (at::Reduction).
int rt_cross_entropy(rt_tensor logits, rt_tensor target, rt_tensor weight, int reduction, int64_t ignore_index, rt_tensor* out)
    GIVES(at::cross_entropy_loss(of(logits), of(target), optional(weight), reduction, ignore_index))

}  // extern "C"
