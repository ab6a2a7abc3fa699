// Depthwise convolutions of raw maps. What lies beyond an edge is looked up and never copied: the neighbours of each row and column are listed once a
// call. The adjoint is the same loop over the inverse lists.
#include "maps.h"
#include "edges.h"
#include "narrow.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

// Pairs (cell, tap) sorted by a key.
struct Lists {
    std::vector<int32_t> first, cell, tap;
    Neighbours view() const { return {first.data(), cell.data(), tap.data()}; }
};

struct Pair {
    int32_t out, in, tap;
};

// Which input cell each tap of each output cell meets, none where zeros lie.
std::vector<Pair> pairs(int64_t size, int64_t kernel, int64_t stride, int64_t dilation, Edge edge) {
    std::vector<Pair> all;
    int64_t out = (size + stride - 1) / stride, margin = dilation * (kernel - 1) / 2;
    for (int64_t i = 0; i < out; i++)
        for (int64_t tap = 0; tap < kernel; tap++) {
            int64_t cell = source(i * stride + tap * dilation - margin, size, edge);
            if (cell >= 0) all.push_back({static_cast<int32_t>(i), static_cast<int32_t>(cell), static_cast<int32_t>(tap)});
        }
    return all;
}

Lists by(const std::vector<Pair>& pairs, int64_t size, int32_t Pair::*key, int32_t Pair::*cell, int32_t Pair::*tap) {
    Lists lists;
    lists.first.push_back(0);
    for (int64_t i = 0; i < size; i++) {
        for (const Pair& p : pairs)
            if (p.*key == i) {
                lists.cell.push_back(p.*cell);
                lists.tap.push_back(p.*tap);
            }
        lists.first.push_back(static_cast<int32_t>(lists.cell.size()));
    }
    return lists;
}

struct Shape {
    int64_t batch, channels, height, width, kernel, stride, dilation;
    Edge latitude, longitude;
    int64_t out_height() const { return (height + stride - 1) / stride; }
    int64_t out_width() const { return (width + stride - 1) / stride; }
};

// [C, 1, k, k] to [taps, C].
Tensor by_taps(const Tensor& weight) { return weight.flatten(1).to(at::kFloat).t().contiguous(); }

Tensor convolve(const Tensor& from, const Tensor& taps, const Shape& s, bool adjoint) {
    auto rows = pairs(s.height, s.kernel, s.stride, s.dilation, s.latitude), columns = pairs(s.width, s.kernel, s.stride, s.dilation, s.longitude);
    int64_t height = adjoint ? s.height : s.out_height(), width = adjoint ? s.width : s.out_width(), in_width = from.size(3);
    auto key = adjoint ? &Pair::in : &Pair::out, cell = adjoint ? &Pair::out : &Pair::in;
    Lists of_rows = by(rows, height, key, cell, &Pair::tap), of_columns = by(columns, width, key, cell, &Pair::tap);
    Tensor to = at::empty({s.batch, s.channels, height, width}, from.options().memory_format(at::MemoryFormat::ChannelsLast));
    with_type(from, [&](auto type) {
        using T = decltype(type);
        const T* in = raw<const T>(from);
        T* out = raw<T>(to);
        const float* w = taps.data_ptr<float>();
        at::parallel_for(0, s.batch * height, 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; i++)
                kernels(type).depthwise_row(in + i / height * from.size(2) * in_width * s.channels, w, out + i * width * s.channels, s.channels, in_width, i % height,
                                            width, s.kernel, of_rows.view(), of_columns.view());
        });
    });
    return to;
}

Tensor weight_gradient(const Tensor& x, const Tensor& dy, const Shape& s) {
    constexpr int64_t kRows = 8;
    auto rows = pairs(s.height, s.kernel, s.stride, s.dilation, s.latitude), columns = pairs(s.width, s.kernel, s.stride, s.dilation, s.longitude);
    Lists of_rows = by(rows, s.out_height(), &Pair::out, &Pair::in, &Pair::tap), of_taps = by(columns, s.kernel, &Pair::tap, &Pair::in, &Pair::out);
    int64_t taps = s.kernel * s.kernel, bands = (s.out_height() + kRows - 1) / kRows, parts = s.batch * bands;
    Tensor partial = at::zeros({parts, taps, s.channels}, x.options().dtype(at::kFloat).memory_format(at::MemoryFormat::Contiguous));
    with_type(x, [&](auto type) {
        using T = decltype(type);
        at::parallel_for(0, parts, 1, [&](int64_t begin, int64_t end) {
            for (int64_t part = begin; part < end; part++) {
                int64_t sample = part / bands, row = part % bands * kRows;
                kernels(type).depthwise_weights(raw<const T>(x) + sample * s.height * s.width * s.channels,
                                                raw<const T>(dy) + sample * s.out_height() * s.out_width() * s.channels,
                                                partial.data_ptr<float>() + part * taps * s.channels, s.channels, s.width, row,
                                                std::min(s.out_height(), row + kRows), s.out_width(), s.kernel, of_rows.view(), of_taps.view());
            }
        });
    });
    // Over parts in their order, whatever the threads.
    Tensor sum = at::zeros({taps, s.channels}, partial.options().dtype(at::kDouble));
    for (int64_t part = 0; part < parts; part++) sum.add_(partial[part]);
    return sum.to(at::kFloat).t().reshape({s.channels, 1, s.kernel, s.kernel});
}

struct Depthwise : torch::autograd::Function<Depthwise> {
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const Shape& s) {
        Tensor taps = by_taps(weight);
        context->save_for_backward({x, weight});
        context->saved_data["shape"] = std::vector<int64_t>{s.kernel, s.stride, s.dilation, s.latitude, s.longitude};
        return convolve(x, taps, s, /*adjoint=*/false);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        auto saved = context->get_saved_variables();
        auto v = context->saved_data["shape"].toIntVector();
        const Tensor &x = saved[0], &weight = saved[1];
        Shape s{x.size(0), x.size(1), x.size(2), x.size(3), v[0], v[1], v[2], static_cast<Edge>(v[3]), static_cast<Edge>(v[4])};
        Tensor dy = raw_map(gradients[0].to(x.scalar_type()));
        Tensor dx = context->needs_input_grad(0) ? convolve(dy, by_taps(weight), s, /*adjoint=*/true) : Tensor();
        return {dx, weight_gradient(x, dy, s).to(weight.scalar_type()), Tensor()};
    }
};

Tensor in_type(const Tensor& x, const Tensor& weight, int64_t stride, int64_t dilation, Edge latitude, Edge longitude) {
    TORCH_CHECK(x.dim() == 4 && weight.dim() == 4 && weight.size(0) == x.size(1) && weight.size(1) == 1 && weight.size(2) == weight.size(3) && weight.size(2) % 2 == 1,
                "expected [B, C, H, W] and [C, 1, k, k] with k odd, got ", x.sizes(), " and ", weight.sizes());
    int64_t margin = dilation * (weight.size(2) - 1) / 2;
    if (is_raw_map(x)) {
        require_margin(margin, x.size(2), latitude);
        require_margin(margin, x.size(3), longitude);
        return Depthwise::apply(x, weight, Shape{x.size(0), x.size(1), x.size(2), x.size(3), weight.size(2), stride, dilation, latitude, longitude});
    }
    bool zero = latitude == Edge::Zero && longitude == Edge::Zero;
    return at::conv2d(zero ? x : with_margins(x, margin, margin, margin, margin, latitude, longitude), weight.to(x.scalar_type()), {}, stride, zero ? margin : 0, dilation, x.size(1));
}

Tensor depthwise(const Tensor& x, const Tensor& weight, int64_t stride, int64_t dilation, Edge latitude, Edge longitude) {
    // The loops take wider weights than their maps; what is emulated is rounded here.
    Tensor w = x.scalar_type() == at::kHalf ? rounded_as(x, weight) : weight;
    return as_is(x, [&](const Tensor& y) { return in_type(y, w, stride, dilation, latitude, longitude); });
}

}  // namespace

extern "C" {

int rt_depthwise(rt_tensor x, rt_tensor weight, int64_t stride, int64_t dilation, int latitude, int longitude, rt_tensor* out)
    GIVES(depthwise(of(x), of(weight), stride, dilation, static_cast<Edge>(latitude), static_cast<Edge>(longitude)))

}  // extern "C"
