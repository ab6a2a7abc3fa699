// Batch norm with what stands behind it: relu or PReLU of norm(x) + added. On raw maps in training one pass for the moments and one for the rest, and as
// many backward; nothing but x and per-channel numbers is kept (and y where something was added). Elsewhere, and in double, ATen's own operations.
#include "maps.h"
#include "narrow.h"
#include "rossby_ranks.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

enum Activation : int { None = 0, Relu = 1, Prelu = 2 };

// Adds values up over ranks, in place; without one the rank's own are all there are.
struct Across {
    rt_rank_sum sum = nullptr;
    void* context = nullptr;

    explicit operator bool() const { return sum != nullptr; }

    void operator()(double* values, int64_t n) const { TORCH_CHECK(sum(context, values, n) == Done, "a sum over ranks failed"); }
};

struct Norm {
    Tensor weight, bias, mean, variance, slope;
    bool training;
    double momentum, epsilon;
    int activation;
    bool adds;
    Across across = {};
};

// The sum of a vector over ranks: each rank's part of it moves the losses of all.
struct SumAcross : torch::autograd::Function<SumAcross> {
    static Tensor forward(AutogradContext* context, const Tensor& values, const Across& across) {
        context->saved_data["sum"] = reinterpret_cast<int64_t>(across.sum);
        context->saved_data["context"] = reinterpret_cast<int64_t>(across.context);
        return summed(values, across);
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) { return {summed(gradients[0], saved(context)), Tensor()}; }

    static Across saved(AutogradContext* context) {
        return {reinterpret_cast<rt_rank_sum>(context->saved_data["sum"].toInt()), reinterpret_cast<void*>(context->saved_data["context"].toInt())};
    }

private:
    static Tensor summed(const Tensor& values, const Across& across) {
        Tensor own = at::empty(values.sizes(), values.options().device(at::kCPU).dtype(at::kDouble)).copy_(values);
        across(own.data_ptr<double>(), own.numel());
        return own.to(values.device());
    }
};

// By ATen's own operations, with the moments of all ranks: about the rank's own means, so that nothing cancels, and joined in double.
Tensor normalised_across(const Tensor& x, const Norm& n) {
    int64_t channels = x.size(1);
    double count = static_cast<double>(x.numel() / channels);
    std::vector<int64_t> others, shape(static_cast<size_t>(x.dim()), 1);
    for (int64_t i = 0; i < x.dim(); i++)
        if (i != 1) others.push_back(i);
    shape[1] = channels;
    Tensor wide = is_narrow(x) ? x.to(at::kFloat) : x, pivot = wide.detach().mean(others), off = wide - pivot.view(shape);
    Tensor p = pivot.to(at::kDouble), first = off.sum(others).to(at::kDouble), second = off.square().sum(others).to(at::kDouble);
    Tensor all = SumAcross::apply(at::cat({at::full({1}, count, p.options()), first + count * p, second + 2 * p * first + count * p.square()}), n.across);
    double total = all[0].item<double>();
    Tensor mean = all.slice(0, 1, 1 + channels) / total, variance = (all.slice(0, 1 + channels) / total - mean.square()).clamp_min(0);
    if (n.mean.defined()) {
        at::NoGradGuard no_grad;
        n.mean.mul_(1 - n.momentum).add_(mean.to(n.mean.scalar_type()), n.momentum);
        if (total > 1) n.variance.mul_(1 - n.momentum).add_((variance * (total / (total - 1))).to(n.variance.scalar_type()), n.momentum);
    }
    auto per_channel = [&](const Tensor& t) { return t.to(wide.scalar_type()).view(shape); };
    Tensor scale = n.weight.to(at::kDouble) * (variance + n.epsilon).rsqrt();
    return ((wide - per_channel(mean)) * per_channel(scale) + per_channel(n.bias)).to(x.scalar_type());
}

Tensor anywhere(const Tensor& x, const Tensor& added, const Norm& n) {
    Tensor y = n.across ? normalised_across(x, n)
                        : at::batch_norm(x, n.weight, n.bias, n.mean, n.variance, n.training, n.momentum, n.epsilon, /*cudnn_enabled=*/true);
    if (added.defined()) y = y + added;
    return n.activation == Relu ? at::relu_(y) : n.activation == Prelu ? at::prelu(y, rounded_as(y, n.slope)) : y;
}

// Against rounding; NaN stays, so that a value that is not finite shows in the loss.
double not_negative(double variance) { return variance < 0 ? 0 : variance; }

struct Moments {
    Tensor mean, inverse;  // inverse: 1 / sqrt(variance + epsilon)
    double count;          // of values a channel
};

struct Moment {
    double mean, variance;
};

// Joins the moments of several ranks, and gives how many values a channel they have together.
double join(std::vector<Moment>& moments, double count, const Across& across) {
    if (!across) return count;
    size_t channels = moments.size();
    std::vector<double> sums(1 + 2 * channels, count);
    for (size_t c = 0; c < channels; c++) {
        sums[1 + c] = count * moments[c].mean;
        sums[1 + channels + c] = count * (moments[c].variance + moments[c].mean * moments[c].mean);
    }
    across(sums.data(), static_cast<int64_t>(sums.size()));
    for (size_t c = 0; c < channels; c++) {
        double mean = sums[1 + c] / sums[0];
        moments[c] = {mean, not_negative(sums[1 + channels + c] / sums[0] - mean * mean)};
    }
    return sums[0];
}

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
    std::vector<Moment> of_channels(static_cast<size_t>(channels));
    for (int64_t c = 0; c < channels; c++) {
        double count = static_cast<double>(rows), off = sums[static_cast<size_t>(c)] / count;
        double variance = not_negative(sums[static_cast<size_t>(channels + c)] / count - off * off);
        of_channels[static_cast<size_t>(c)] = {static_cast<double>(pivot.data_ptr<float>()[c]) + off, variance};
    }
    double count = join(of_channels, static_cast<double>(rows), n.across);
    auto *m = mean.data_ptr<float>(), *s = inverse.data_ptr<float>();
    auto *running_mean = n.mean.defined() ? n.mean.data_ptr<float>() : nullptr, *running_variance = n.variance.defined() ? n.variance.data_ptr<float>() : nullptr;
    for (int64_t c = 0; c < channels; c++) {
        auto [at, variance] = of_channels[static_cast<size_t>(c)];
        m[c] = static_cast<float>(at);
        s[c] = static_cast<float>(1 / std::sqrt(variance + n.epsilon));
        if (running_mean == nullptr) continue;
        auto follow = [&](float& running, double value) { running = static_cast<float>((1 - n.momentum) * static_cast<double>(running) + n.momentum * value); };
        follow(running_mean[c], at);
        if (count > 1) follow(running_variance[c], variance * count / (count - 1));
    }
    return {mean, inverse, count};
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
        context->saved_data["count"] = moments.count;
        context->saved_data["sum"] = reinterpret_cast<int64_t>(n.across.sum);
        context->saved_data["context"] = reinterpret_cast<int64_t>(n.across.context);
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
        // Weight and bias get this rank's part of their gradients, as every parameter does; the moments move the losses of all ranks.
        Tensor moved = sums;
        double count = context->saved_data["count"].toDouble();
        if (Across across = SumAcross::saved(context)) {
            moved = sums.clone();
            across(moved.data_ptr<double>(), 2 * channels);
        }
        Tensor of_x = -(saved[1].to(at::kDouble) * wide * wide * (moved[1] * wide)) / count;
        Tensor rest = floats(-(saved[1].to(at::kDouble) * wide * moved[0]) / count - of_x * numbers[3].to(at::kDouble)), of_x32 = floats(of_x);
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
                is_float_vector(n.variance) && is_float_vector(n.slope) && (n.across || x.numel() > x.size(1)) &&
                (!added.defined() || (n.activation != Prelu && added.sizes() == x.sizes() && added.scalar_type() == x.scalar_type()));
    if (!ours) return anywhere(x, added, n);
    Tensor also = added.defined() ? raw_map(added) : added;
    if (n.training) return NormActivate::apply(x, n.weight, n.bias, n.slope.defined() ? n.slope : n.weight, also.defined() ? also : x, n);
    if (c10::GradMode::is_enabled() && (x.requires_grad() || n.weight.requires_grad())) return anywhere(x, added, n);
    return forward_pass(x, also, per_channel({n.mean, (n.variance + n.epsilon).rsqrt(), 0}, n));
}

Tensor norm(const Tensor& x, const Tensor& added, const Norm& n) {
    return as_is(x, [&](const Tensor& y) { return in_type(y, rounded_as(y, added), n); });
}

Tensor optional(rt_tensor handle) { return handle == nullptr ? Tensor() : of(handle); }

}  // namespace

extern "C" {

int rt_batch_norm(rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor mean, rt_tensor variance, int training, double momentum, double epsilon, rt_tensor added, int activation, rt_tensor slope, rt_tensor* out)
    GIVES(norm(of(x), optional(added), {optional(weight), optional(bias), optional(mean), optional(variance), optional(slope), training != 0, momentum, epsilon, activation, added != nullptr}))

int rt_batch_norm_across(rt_rank_sum sum, void* context, rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor mean, rt_tensor variance, double momentum, double epsilon, rt_tensor added, int activation, rt_tensor slope, rt_tensor* out)
    GIVES(norm(of(x), optional(added), {of(weight), of(bias), optional(mean), optional(variance), optional(slope), true, momentum, epsilon, activation, added != nullptr, {sum, context}}))

}  // extern "C"
