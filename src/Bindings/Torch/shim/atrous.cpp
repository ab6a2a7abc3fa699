// A widely dilated convolution, by taps: one product per cell gives what the cell is worth to each tap, and every output cell gathers its taps. Nothing is
// copied for what lies beyond the edge, and taps that meet nothing but zeros are left out, which is exact: at rate 18 a map of 12 x 18 cells has one of
// nine. libtorch's own goes through an image-to-column copy of all input channels backward; on a device, whose libraries have kernels for it, it is the plain
// convolution.
#include "edges.h"
#include "narrow.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// Neighbouring outputs that take from neighbouring inputs, or all from one.
struct Run {
    int64_t out, in, length;
    bool one;
};

// The runs of one tap, `offset` cells away.
std::vector<Run> runs(int64_t size, int64_t offset, Edge edge) {
    std::vector<Run> all;
    for (int64_t i = 0; i < size; i++) {
        int64_t cell = source(i + offset, size, edge);
        if (cell < 0) continue;
        if (!all.empty()) {
            Run& last = all.back();
            bool next = last.out + last.length == i;
            if (next && !last.one && last.in + last.length == cell) { last.length++; continue; }
            if (next && last.in == cell && (last.one || last.length == 1)) { last.length++; last.one = true; continue; }
        }
        all.push_back({i, cell, 1, false});
    }
    return all;
}

struct Taps {
    std::vector<std::vector<Run>> rows, columns;  // of the kept ones
    std::vector<int64_t> kept_rows, kept_columns;
    int64_t count() const { return static_cast<int64_t>(rows.size() * columns.size()); }
};

void keep(int64_t size, int64_t kernel, int64_t dilation, Edge edge, std::vector<std::vector<Run>>& of_taps, std::vector<int64_t>& kept) {
    for (int64_t tap = 0; tap < kernel; tap++) {
        auto found = runs(size, dilation * (tap - (kernel - 1) / 2), edge);
        if (found.empty()) continue;
        of_taps.push_back(found);
        kept.push_back(tap);
    }
}

Taps taps_of(int64_t height, int64_t width, int64_t kernel, int64_t dilation, Edge latitude, Edge longitude) {
    Taps t;
    keep(height, kernel, dilation, latitude, t.rows, t.kept_rows);
    keep(width, kernel, dilation, longitude, t.columns, t.kept_columns);
    return t;
}

// Calls body(tap, row run, column run) for all.
template <typename Body>
void over(const Taps& t, Body body) {
    int64_t tap = 0;
    for (const auto& rows : t.rows)
        for (const auto& columns : t.columns) {
            for (const Run& r : rows)
                for (const Run& c : columns) body(tap, r, c);
            tap++;
        }
}

// The cells of a run in [B, H, W, ...]: of the output, and of the input.
Tensor outputs(const Tensor& x, const Run& r, const Run& c) { return x.narrow(1, r.out, r.length).narrow(2, c.out, c.length); }
Tensor inputs(const Tensor& x, const Run& r, const Run& c) { return x.narrow(1, r.in, r.one ? 1 : r.length).narrow(2, c.in, c.one ? 1 : c.length); }

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
    return as_is(x, [&](const Tensor& y) { return Gather::apply(at::conv2d(y, rounded_as(y, product)), kernel, dilation, latitude, longitude); });
}

}  // namespace

extern "C" {

int rt_atrous(rt_tensor x, rt_tensor weight, int64_t dilation, int latitude, int longitude, rt_tensor* out)
    GIVES(atrous(of(x), of(weight), dilation, static_cast<Edge>(latitude), static_cast<Edge>(longitude)))

}  // extern "C"
