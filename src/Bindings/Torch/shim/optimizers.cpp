// Steps over whole parameter lists. On the CPU each tensor is one pass over raw memory; elsewhere ATen's own kernels.
// Partial sums have a fixed length, so that the norm does not depend on the number of threads.
#include "guard.h"

#include <ATen/Parallel.h>

#include <cmath>

using namespace rossby;

namespace {

constexpr int64_t kGrain = 16384;

struct AdamW {
    double learning_rate, beta1, beta2, epsilon, weight_decay;
    int64_t step;
    double correction1() const { return 1 - std::pow(beta1, static_cast<double>(step)); }
    double correction2() const { return 1 - std::pow(beta2, static_cast<double>(step)); }
};

// torch.optim.AdamW, single tensor: decay first, then the moments, then the step with bias correction.
template <typename T>
void adamw_range(T* __restrict p, const T* __restrict g, T* __restrict m, T* __restrict v, int64_t begin, int64_t end, const AdamW& a) {
    const T decay = static_cast<T>(1 - a.learning_rate * a.weight_decay);
    const T beta1 = static_cast<T>(a.beta1), rest1 = static_cast<T>(1 - a.beta1);
    const T beta2 = static_cast<T>(a.beta2), rest2 = static_cast<T>(1 - a.beta2);
    const T size = static_cast<T>(a.learning_rate / a.correction1());
    const T root2 = static_cast<T>(std::sqrt(a.correction2())), epsilon = static_cast<T>(a.epsilon);
    for (int64_t i = begin; i < end; i++) {
        T mean = m[i] * beta1 + g[i] * rest1;
        T square = v[i] * beta2 + g[i] * g[i] * rest2;
        m[i] = mean;
        v[i] = square;
        p[i] = p[i] * decay - size * (mean / (std::sqrt(square) / root2 + epsilon));
    }
}

template <typename T>
void adamw_cpu(Tensor& p, const Tensor& g, Tensor& m, Tensor& v, const AdamW& a) {
    T *pp = p.data_ptr<T>(), *mm = m.data_ptr<T>(), *vv = v.data_ptr<T>();
    const T* gg = g.data_ptr<T>();
    at::parallel_for(0, p.numel(), kGrain, [&](int64_t begin, int64_t end) { adamw_range(pp, gg, mm, vv, begin, end, a); });
}

void adamw_anywhere(Tensor& p, const Tensor& g, Tensor& m, Tensor& v, const AdamW& a) {
    p.mul_(1 - a.learning_rate * a.weight_decay);
    m.mul_(a.beta1).add_(g, 1 - a.beta1);
    v.mul_(a.beta2).addcmul_(g, g, 1 - a.beta2);
    p.addcdiv_(m, v.sqrt().div_(std::sqrt(a.correction2())).add_(a.epsilon), -a.learning_rate / a.correction1());
}

// Raw loops walk memory, so all tensors must be dense and lie alike.
Tensor laid_out_as(const Tensor& like, const Tensor& t) {
    return t.strides() == like.strides() && t.scalar_type() == like.scalar_type() ? t : at::empty_like(like).copy_(t);
}

void adamw(Tensor& p, Tensor& m, Tensor& v, const AdamW& a) {
    TORCH_CHECK(m.sizes() == p.sizes() && v.sizes() == p.sizes(), "the moments have another shape than their parameter ", p.sizes());
    Tensor g = laid_out_as(p, p.grad());
    bool raw = p.is_cpu() && p.is_non_overlapping_and_dense() && m.strides() == p.strides() && v.strides() == p.strides() &&
               m.scalar_type() == p.scalar_type() && v.scalar_type() == p.scalar_type();
    if (raw && p.scalar_type() == at::kFloat) adamw_cpu<float>(p, g, m, v, a);
    else if (raw && p.scalar_type() == at::kDouble) adamw_cpu<double>(p, g, m, v, a);
    else adamw_anywhere(p, g, m, v, a);
}

template <typename T>
double sum_of_squares(const T* x, int64_t n) {
    int64_t blocks = (n + kGrain - 1) / kGrain;
    std::vector<double> partial(static_cast<size_t>(blocks));
    at::parallel_for(0, blocks, 1, [&](int64_t first, int64_t last) {
        for (int64_t b = first; b < last; b++) {
            // Eight sums side by side, which the compiler keeps in one register.
            double lane[8] = {};
            int64_t i = b * kGrain, end = std::min(n, i + kGrain);
            for (; i + 8 <= end; i += 8)
                for (int k = 0; k < 8; k++) lane[k] += static_cast<double>(x[i + k]) * static_cast<double>(x[i + k]);
            for (; i < end; i++) lane[0] += static_cast<double>(x[i]) * static_cast<double>(x[i]);
            double sum = 0;
            for (double s : lane) sum += s;
            partial[static_cast<size_t>(b)] = sum;
        }
    });
    double sum = 0;
    for (double s : partial) sum += s;
    return sum;
}

double sum_of_squares(const Tensor& g) {
    if (g.is_cpu() && g.is_non_overlapping_and_dense()) {
        if (g.scalar_type() == at::kFloat) return sum_of_squares(g.data_ptr<float>(), g.numel());
        if (g.scalar_type() == at::kDouble) return sum_of_squares(g.data_ptr<double>(), g.numel());
    }
    return g.to(at::kDouble).square().sum().item<double>();
}

}  // namespace

extern "C" {

int rt_adamw_step(rt_tensor* parameters, rt_tensor* mean, rt_tensor* variance, int n, double learning_rate, double beta1, double beta2, double epsilon, double weight_decay, int64_t step) DOES({
    at::NoGradGuard no_grad;
    AdamW a{learning_rate, beta1, beta2, epsilon, weight_decay, step};
    for (int i = 0; i < n; i++)
        if (at_index(parameters, i).grad().defined()) adamw(at_index(parameters, i), at_index(mean, i), at_index(variance, i), a);
})

int rt_gradient_norm(rt_tensor* tensors, int n, double* norm) DOES({
    at::NoGradGuard no_grad;
    double sum = 0;
    for (int i = 0; i < n; i++)
        if (at_index(tensors, i).grad().defined()) sum += sum_of_squares(at_index(tensors, i).grad());
    *norm = std::sqrt(sum);
})

int rt_scale_gradients(rt_tensor* tensors, int n, double factor) DOES({
    at::NoGradGuard no_grad;
    for (int i = 0; i < n; i++)
        if (at_index(tensors, i).grad().defined()) at_index(tensors, i).mutable_grad().mul_(factor);
})

}  // extern "C"
