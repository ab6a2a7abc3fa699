// A widely dilated convolution, by taps: one product per cell gives what the cell is worth to each tap, and every output cell gathers its taps. Nothing is
// copied for what lies beyond the edge, and taps that meet nothing but zeros are left out, which is exact: at rate 18 a map of 12 x 18 cells has one of
// nine. libtorch's own goes through an image-to-column copy of all input channels backward; on a device, whose libraries have kernels for it, it is the plain
// convolution.
#include "convolution.h"
#include "narrow.h"
#include "taps.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// What every tap is worth [B, out x taps, H, W] to the convolution [B, out, H, W]; sums in float at least.
struct Gather : torch::autograd::Function<Gather> {
    static Tensor forward(AutogradContext* context, const Tensor& worth, int64_t kernel, int64_t dilation, Edge latitude, Edge longitude) {
        context->saved_data["shape"] = std::vector<int64_t>{worth.size(2), worth.size(3), kernel, dilation, latitude, longitude};
        Taps t = taps_of(worth.size(2), worth.size(3), kernel, dilation, latitude, longitude);
        Tensor of_taps = worth.permute({0, 2, 3, 1}).unflatten(3, {worth.size(1) / t.count(), t.count()});
        auto wide = worth.scalar_type() == at::kDouble ? at::kDouble : at::kFloat;
        Tensor y = at::zeros({worth.size(0), worth.size(2), worth.size(3), worth.size(1) / t.count()}, worth.options().dtype(wide));
        over(t, [&](int64_t tap, const Run& r, const Run& c) { outputs(y, r, c).add_(inputs(of_taps.select(4, tap), r, c)); });
        return y.to(worth.scalar_type()).permute({0, 3, 1, 2});
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        auto v = context->saved_data["shape"].toIntVector();
        Taps t = taps_of(v[0], v[1], v[2], v[3], static_cast<Edge>(v[4]), static_cast<Edge>(v[5]));
        Tensor dy = gradients[0].permute({0, 2, 3, 1});
        Tensor worth = at::zeros({dy.size(0), dy.size(1), dy.size(2), dy.size(3), t.count()}, dy.options());
        over(t, [&](int64_t tap, const Run& r, const Run& c) {
            Tensor part = outputs(dy, r, c);
            if (r.one) part = part.sum(1, true);
            if (c.one) part = part.sum(2, true);
            inputs(worth.select(4, tap), r, c).add_(part);
        });
        return {worth.flatten(3).permute({0, 3, 1, 2}), Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

Tensor atrous(const Tensor& x, const Tensor& weight, int64_t dilation, Edge latitude, Edge longitude) {
    TORCH_CHECK(x.dim() == 4 && weight.dim() == 4 && weight.size(1) == x.size(1) && weight.size(2) == weight.size(3) && weight.size(2) % 2 == 1,
                "expected [B, C, H, W] and [D, C, k, k] with k odd, got ", x.sizes(), " and ", weight.sizes());
    int64_t kernel = weight.size(2), margin = dilation * (kernel - 1) / 2;
    require_margin(margin, x.size(2), latitude);
    require_margin(margin, x.size(3), longitude);
    if (!x.is_cpu()) {
        bool zero = latitude == Edge::Zero && longitude == Edge::Zero;
        return at::conv2d(zero ? x : with_margins(x, margin, margin, margin, margin, latitude, longitude), rounded_as(x, weight), {}, 1, zero ? margin : 0, dilation);
    }
    Taps t = taps_of(x.size(2), x.size(3), kernel, dilation, latitude, longitude);
    // Channels-last weights lie as [out, taps, in] already.
    Tensor product = weight;
    if (static_cast<int64_t>(t.kept_rows.size()) < kernel) product = product.narrow(2, t.kept_rows.front(), static_cast<int64_t>(t.kept_rows.size()));
    if (static_cast<int64_t>(t.kept_columns.size()) < kernel) product = product.narrow(3, t.kept_columns.front(), static_cast<int64_t>(t.kept_columns.size()));
    product = product.permute({0, 2, 3, 1}).reshape({weight.size(0) * t.count(), x.size(1), 1, 1});
    product = rounded_as(x, product);
    return product_as_is(x, [&](const Tensor& y) { return Gather::apply(convolution(y, rounded_as(y, product), {}, {{1, 1}, {0, 0}, {1, 1}}, 1), kernel, dilation, latitude, longitude); });
}

}  // namespace

extern "C" {

int rt_atrous(rt_tensor x, rt_tensor weight, int64_t dilation, int latitude, int longitude, rt_tensor* out)
    GIVES(atrous(of(x), of(weight), dilation, static_cast<Edge>(latitude), static_cast<Edge>(longitude)))

}  // extern "C"
