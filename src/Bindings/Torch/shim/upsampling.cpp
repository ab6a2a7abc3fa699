// Bilinear interpolation, also around a periodic longitude; in fp32 at least, since backward a cell adds up all that were made of it. B batch, C channels, H rows, W columns.
#include "narrow.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

Tensor upsample(const Tensor& x, int64_t height, int64_t width) { return at::upsample_bilinear2d(x, {height, width}, /*align_corners=*/false); }

// Only the columns that lie outside the outer cell centres differ from the plain interpolation, which repeats the edge there: half a
// cell on each side. They are taken from a strip of two cells, the last column and the first. That way the bulk is neither padded nor
// cropped, which would cost two copies and, in the backward pass, the memory order.
struct UpsamplePeriodic : torch::autograd::Function<UpsamplePeriodic> {
    static Tensor seam(const Tensor& x) { return at::cat({x.narrow(3, x.size(3) - 1, 1), x.narrow(3, 0, 1)}, 3); }

    static Tensor forward(AutogradContext* context, const Tensor& x, int64_t factor) {
        context->saved_data["factor"] = factor;
        context->saved_data["shape"] = x.sizes().vec();
        int64_t height = x.size(2) * factor, width = x.size(3) * factor, half = factor / 2;
        Tensor y = upsample(x, height, width);
        Tensor strip = upsample(seam(x), height, 2 * factor);
        y.narrow(3, width - half, half).copy_(strip.narrow(3, factor - half, half));
        y.narrow(3, 0, half).copy_(strip.narrow(3, factor, half));
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        int64_t factor = context->saved_data["factor"].toInt(), half = factor / 2;
        auto shape = context->saved_data["shape"].toIntVector();
        Tensor g = gradients[0].clone(gradients[0].suggest_memory_format());
        int64_t width = g.size(3);
        Tensor last = g.narrow(3, width - half, half), first = g.narrow(3, 0, half);
        Tensor strip = at::zeros({g.size(0), g.size(1), g.size(2), 2 * factor}, g.options());
        strip.narrow(3, factor - half, half).copy_(last);
        strip.narrow(3, factor, half).copy_(first);
        last.zero_();
        first.zero_();
        Tensor gx = at::upsample_bilinear2d_backward(g, {g.size(2), width}, shape, /*align_corners=*/false);
        Tensor gs = at::upsample_bilinear2d_backward(strip, {g.size(2), 2 * factor}, {shape[0], shape[1], shape[2], 2}, /*align_corners=*/false);
        gx.narrow(3, shape[3] - 1, 1).add_(gs.narrow(3, 0, 1));
        gx.narrow(3, 0, 1).add_(gs.narrow(3, 1, 1));
        return {gx, Tensor()};
    }
};

Tensor upsample_periodic(const Tensor& x, int64_t factor) {
    TORCH_CHECK(x.dim() == 4 && factor >= 1, "expected [B, C, H, W] and a factor of at least 1");
    return at_least_float(x, [&](const Tensor& y) { return UpsamplePeriodic::apply(y, factor); });
}

}  // namespace

extern "C" {

int rt_upsample_bilinear2d(rt_tensor x, const int64_t* size, rt_tensor* out) 
    GIVES(at_least_float(of(x), [&](const Tensor& y) { return upsample(y, size[0], size[1]); }))

int rt_upsample_periodic(rt_tensor x, int64_t factor, rt_tensor* out) GIVES(upsample_periodic(of(x), factor))

}  // extern "C"
