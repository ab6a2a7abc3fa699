// The transposed convolution as what it is: the gradient of a strided one. libtorch's own goes through an image-to-column copy on the CPU, several times
// slower than its convolutions, of which all three passes here are made; nothing but the points of the kernel is computed, and nothing is copied. A device has
// kernels for it.
#include "convolution.h"
#include "narrow.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

struct Transposed : torch::autograd::Function<Transposed> {
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef more) {
        context->save_for_backward({x, weight});
        context->saved_data["stride"] = stride.vec();
        context->saved_data["padding"] = padding.vec();
        Window window{stride.vec(), padding.vec(), {1, 1}};
        // Its values are never looked at.
        Tensor y = at::empty(window.result_of_transposed(x, weight.size(1), weight.sizes().slice(2), more), x.options().memory_format(x.suggest_memory_format()));
        return convolve_back(x, y, weight, window);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        auto saved = context->get_saved_variables();
        Window window{context->saved_data["stride"].toIntVector(), context->saved_data["padding"].toIntVector(), {1, 1}};
        const Tensor &x = saved[0], &weight = saved[1];
        Tensor dy = gradients[0].contiguous(x.suggest_memory_format());
        Tensor dx = context->needs_input_grad(0) ? convolve(dy, weight, Tensor(), window) : Tensor();
        return {dx, convolve_weight(x, dy, weight, Tensor(), window).first, Tensor(), Tensor(), Tensor()};
    }
};

Tensor transposed(const Tensor& x, const Tensor& weight, rt_tensor bias, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef more) {
    TORCH_CHECK(x.dim() == 4 && weight.dim() == 4 && weight.size(0) == x.size(1), "expected [B, C, H, W] and [C, D, k, k], got ", x.sizes(), " and ", weight.sizes());
    for (size_t i = 0; i < 2; i++) TORCH_CHECK(more[i] >= 0 && more[i] < stride[i], "an output padding of ", more[i], " is not less than the stride of ", stride[i]);
    Tensor w = rounded_as(x, weight), b = bias == nullptr ? Tensor() : rounded_as(x, of(bias));
    if (!x.is_cpu()) return at::conv_transpose2d(x, w, b, stride, padding, more);
    return product_as_is(x, [&](const Tensor& map) {
        Tensor y = Transposed::apply(map, rounded_as(map, w), stride, padding, more);
        return b.defined() ? y + rounded_as(map, b).view({1, -1, 1, 1}) : y;
    });
}

}  // namespace

extern "C" {

int rt_conv_transpose2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* output_padding, rt_tensor* out)
    GIVES(transposed(of(x), of(weight), bias, ints(stride, 2), ints(padding, 2), ints(output_padding, 2)))

}  // extern "C"
