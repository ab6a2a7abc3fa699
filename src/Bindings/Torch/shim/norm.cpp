// Batch norm with what stands behind it: relu or PReLU of norm(x) + added. On raw maps in training one pass for the moments and one for the rest, and as
// many backward; nothing but x and per-channel numbers is kept (and y where something was added). Elsewhere, and in double, ATen's own operations.
#include "maps.h"
#include "narrow.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

enum Activation : int { None = 0, Relu = 1, Prelu = 2 };

struct Norm {
    Tensor weight, bias, mean, variance, slope;
    bool training;
    double momentum, epsilon;
    int activation;
    bool adds;
};

Tensor anywhere(const Tensor& x, const Tensor& added, const Norm& n) {
    Tensor y = at::batch_norm(x, n.weight, n.bias, n.mean, n.variance, n.training, n.momentum, n.epsilon, /*cudnn_enabled=*/true);
    if (added.defined()) y = y + added;
    return n.activation == Relu ? at::relu_(y) : n.activation == Prelu ? at::prelu(y, rounded_as(y, n.slope)) : y;
}

struct Moments {
    Tensor mean, inverse;  // inverse: 1 / sqrt(variance + epsilon)
};

Moments batch_moments(const Tensor& x, const Norm& n) {
    int64_t channels = x.size(1), rows = x.numel() / channels;
    Tensor pivot = floats(x.select(3, 0).select(2, 0).select(0, 0)), mean = at::empty({channels}, pivot.options()), inverse = at::empty_like(mean);
    std::vector<double> sums;
    with_type(x, [&](auto type) {
        using T = decltype(type);
        const T* data = raw<const T>(x);
        sums = sum_over_parts(rows, 2 * channels, [&](float* to, int64_t begin, int64_t end) {
            kernels(type).moments(data + begin * channels, end - begin, channels, pivot.data_ptr<float>(), to, to + channels);
        });
    });
    auto *m = mean.data_ptr<float>(), *s = inverse.data_ptr<float>();
    auto *running_mean = n.mean.defined() ? n.mean.data_ptr<float>() : nullptr, *running_variance = n.variance.defined() ? n.variance.data_ptr<float>() : nullptr;
    for (int64_t c = 0; c < channels; c++) {
        double count = static_cast<double>(rows), off = sums[static_cast<size_t>(c)] / count;
        double variance = std::max(0.0, sums[static_cast<size_t>(channels + c)] / count - off * off), at = static_cast<double>(pivot.data_ptr<float>()[c]) + off;
        m[c] = static_cast<float>(at);
        s[c] = static_cast<float>(1 / std::sqrt(variance + n.epsilon));
        if (running_mean == nullptr) continue;
        auto follow = [&](float& running, double value) { running = static_cast<float>((1 - n.momentum) * static_cast<double>(running) + n.momentum * value); };
        follow(running_mean[c], at);
        follow(running_variance[c], variance * count / (count - 1));
    }
    return {mean, inverse};
}

// [4, C]: scale, shift and slope of the forward kernel, and the mean.
Tensor per_channel(const Moments& moments, const Norm& n) {
    Tensor scale = floats(n.weight) * moments.inverse;
    Tensor slope = n.activation == Prelu ? floats(n.slope).expand({scale.size(0)}) : at::full({scale.size(0)}, n.activation == Relu ? 0.0 : 1.0, scale.options());
    return at::stack({scale, floats(n.bias) - moments.mean * scale, slope, moments.mean});
}

Tensor forward_pass(const Tensor& x, const Tensor& added, const Tensor& numbers) {
    Tensor y = at::empty_like(x, at::MemoryFormat::ChannelsLast);
    int64_t channels = x.size(1);
    const float* p = numbers.data_ptr<float>();
    with_type(x, [&](auto type) {
        using T = decltype(type);
        const T *from = raw<const T>(x), *add = added.defined() ? raw<const T>(added) : nullptr;
        T* to = raw<T>(y);
        over_rows(x.numel() / channels, channels, [&](int64_t begin, int64_t end) {
            int64_t at = begin * channels;
            kernels(type).activate(from + at, add ? add + at : nullptr, to + at, end - begin, channels, p, p + channels, p + 2 * channels);
        });
    });
    return y;
}

struct NormActivate : torch::autograd::Function<NormActivate> {
    // Every tensor must be there; what `n` does not ask for is not looked at.
    static Tensor forward(AutogradContext* context, const Tensor& x, const Tensor& weight, const Tensor& bias, const Tensor& slope, const Tensor& added, const Norm& n) {
        Moments moments = batch_moments(x, n);
        Tensor numbers = per_channel(moments, n);
        Tensor y = forward_pass(x, n.adds ? added : Tensor(), numbers);
        context->save_for_backward({x, weight, moments.inverse, numbers, n.adds ? y : Tensor()});
        context->saved_data["prelu"] = n.activation == Prelu ? slope.numel() : 0;
        context->saved_data["added"] = n.adds;
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        auto saved = context->get_saved_variables();
        const Tensor &x = saved[0], &inverse = saved[2], &numbers = saved[3], &y = saved[4];
        Tensor dy = raw_map(gradients[0].to(x.scalar_type()));
        bool added = context->saved_data["added"].toBool();
        int64_t slopes = context->saved_data["prelu"].toInt(), channels = x.size(1), rows = x.numel() / channels;
        Tensor dx = at::empty_like(x, at::MemoryFormat::ChannelsLast), dadded = added ? at::empty_like(dx) : Tensor();
        Tensor sums = at::empty({3, channels}, numbers.options().dtype(at::kDouble));
        const float* p = numbers.data_ptr<float>();
        with_type(x, [&](auto type) {
            using T = decltype(type);
            const T *d = raw<const T>(dy), *v = raw<const T>(x), *r = y.defined() ? raw<const T>(y) : nullptr;
            auto total = sum_over_parts(rows, 3 * channels, [&](float* to, int64_t begin, int64_t end) {
                int64_t at = begin * channels;
                kernels(type).activate_sums(d + at, v + at, r ? r + at : nullptr, end - begin, channels, p, p + channels, p + 2 * channels, p + 3 * channels, to,
                                            to + channels, to + 2 * channels);
            });
            std::copy(total.begin(), total.end(), sums.data_ptr<double>());
        });
        Tensor wide = inverse.to(at::kDouble), dbias = sums[0], dweight = sums[1] * wide, of_g = floats(saved[1].to(at::kDouble) * wide);
        Tensor of_x = -(saved[1].to(at::kDouble) * wide * wide * dweight) / static_cast<double>(rows);
        Tensor rest = floats(-(saved[1].to(at::kDouble) * wide * dbias) / static_cast<double>(rows) - of_x * numbers[3].to(at::kDouble)), of_x32 = floats(of_x);
        with_type(x, [&](auto type) {
            using T = decltype(type);
            const T *d = raw<const T>(dy), *v = raw<const T>(x), *r = y.defined() ? raw<const T>(y) : nullptr;
            T *to = raw<T>(dx), *to_added = added ? raw<T>(dadded) : nullptr;
            over_rows(rows, channels, [&](int64_t begin, int64_t end) {
                int64_t at = begin * channels;
                kernels(type).activate_back(d + at, v + at, r ? r + at : nullptr, to + at, to_added ? to_added + at : nullptr, end - begin, channels, p, p + channels,
                                            p + 2 * channels, of_g.data_ptr<float>(), of_x32.data_ptr<float>(), rest.data_ptr<float>());
            });
        });
        Tensor dslope = slopes == 0 ? Tensor() : slopes == 1 ? sums[2].sum().reshape({1}).to(at::kFloat) : sums[2].to(at::kFloat);
        return {dx, dweight.to(saved[1].scalar_type()), dbias.to(saved[1].scalar_type()), dslope, dadded, Tensor()};
    }
};

bool is_float_vector(const Tensor& t) { return !t.defined() || (t.is_cpu() && t.scalar_type() == at::kFloat && t.is_contiguous()); }

Tensor in_type(const Tensor& x, const Tensor& added, const Norm& n) {
    bool ours = is_raw_map(x) && n.weight.defined() && n.bias.defined() && is_float_vector(n.weight) && is_float_vector(n.bias) && is_float_vector(n.mean) &&
                is_float_vector(n.variance) && is_float_vector(n.slope) && x.numel() > x.size(1) &&
                (!added.defined() || (n.activation != Prelu && added.sizes() == x.sizes() && added.scalar_type() == x.scalar_type()));
    if (!ours) return anywhere(x, added, n);
    Tensor also = added.defined() ? raw_map(added) : added;
    if (n.training) return NormActivate::apply(x, n.weight, n.bias, n.slope.defined() ? n.slope : n.weight, also.defined() ? also : x, n);
    if (c10::GradMode::is_enabled() && (x.requires_grad() || n.weight.requires_grad())) return anywhere(x, added, n);
    return forward_pass(x, also, per_channel({n.mean, (n.variance + n.epsilon).rsqrt()}, n));
}

Tensor norm(const Tensor& x, const Tensor& added, const Norm& n) {
    return as_is(x, [&](const Tensor& y) { return in_type(y, rounded_as(y, added), n); });
}

Tensor optional(rt_tensor handle) { return handle == nullptr ? Tensor() : of(handle); }

}  // namespace

extern "C" {

int rt_batch_norm(rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor mean, rt_tensor variance, int training, double momentum, double epsilon, rt_tensor added, int activation, rt_tensor slope, rt_tensor* out)
    GIVES(norm(of(x), optional(added), {optional(weight), optional(bias), optional(mean), optional(variance), optional(slope), training != 0, momentum, epsilon, activation, added != nullptr}))

}  // extern "C"
