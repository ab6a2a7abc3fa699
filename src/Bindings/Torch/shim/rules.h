// What one step does to one parameter. Each rule has a loop over raw memory, for the CPU, and the same in ATen's own operations, for elsewhere.
#pragma once
#include "sums.h"

namespace rossby {

// What a rule takes for the gradient: a share of the gradient and, for weight decay inside the gradient, one of the weight itself.
struct Mix {
    double gradient = 1, weight = 0;

    Tensor of(const Tensor& g, const Tensor& p) const { return gradient == 1 && weight == 0 ? g : (g * gradient).add_(p, weight); }
};

// torch.optim.SGD. At the first step the momentum is the gradient itself, undamped.
struct Sgd {
    double learning_rate, momentum, dampening;
    bool nesterov, first;

    double rest() const { return first ? 1 : 1 - dampening; }

    template <typename T>
    void range(T* __restrict p, const T* __restrict g, T* __restrict buffer, T*, int64_t begin, int64_t end, Mix mix) const {
        const T of_g = static_cast<T>(mix.gradient), of_p = static_cast<T>(mix.weight), rate = static_cast<T>(learning_rate);
        const T kept = static_cast<T>(momentum), added = static_cast<T>(rest()), ahead = static_cast<T>(nesterov ? momentum : 1), own = static_cast<T>(nesterov);
        if (buffer == nullptr) {
            for (int64_t i = begin; i < end; i++) p[i] -= rate * (g[i] * of_g + p[i] * of_p);
            return;
        }
        for (int64_t i = begin; i < end; i++) {
            T d = g[i] * of_g + p[i] * of_p;
            T b = buffer[i] * kept + d * added;
            buffer[i] = b;
            p[i] -= rate * (own * d + ahead * b);
        }
    }

    void anywhere(Tensor& p, const Tensor& g, Tensor* buffer, Tensor*) const {
        if (buffer == nullptr) p.sub_(g, learning_rate);
        else {
            buffer->mul_(momentum).add_(g, rest());
            p.sub_(nesterov ? g.add(*buffer, momentum) : *buffer, learning_rate);
        }
    }
};

// The numbers of Adam and its kin at one step.
struct AdamNumbers {
    double learning_rate, beta1, beta2, epsilon, rest1, correction1, correction2;
};

// Their arithmetic for one weight, in its type.
template <typename T>
struct AdamOne {
    T of_g, of_p, beta1, rest1, beta2, rest2, kept, size, root2, epsilon;

    AdamOne(const AdamNumbers& a, double decay, Mix mix)
        : of_g(static_cast<T>(mix.gradient)), of_p(static_cast<T>(mix.weight)), beta1(static_cast<T>(a.beta1)), rest1(static_cast<T>(a.rest1)),
          beta2(static_cast<T>(a.beta2)), rest2(static_cast<T>(1 - a.beta2)), kept(static_cast<T>(1 - a.learning_rate * decay)),
          size(static_cast<T>(a.learning_rate / a.correction1)), root2(static_cast<T>(std::sqrt(a.correction2))), epsilon(static_cast<T>(a.epsilon)) {}

    void take(T p, T g, T& mean, T& variance) const {
        T d = g * of_g + p * of_p;
        mean = mean * beta1 + d * rest1;
        variance = variance * beta2 + d * d * rest2;
    }

    T direction(T mean, T variance) const { return mean / (std::sqrt(variance) / root2 + epsilon); }

    void descend(T& p, T mean, T variance) const { p = p * kept - size * direction(mean, variance); }
};

// Adam's moments.
struct Moments {
    AdamNumbers a;

    template <typename T>
    void range(const T* __restrict p, const T* __restrict g, T* __restrict mean, T* __restrict variance, int64_t begin, int64_t end, Mix mix) const {
        const AdamOne<T> one(a, 0, mix);
        for (int64_t i = begin; i < end; i++) one.take(p[i], g[i], mean[i], variance[i]);
    }

    void anywhere(Tensor&, const Tensor& g, Tensor* mean, Tensor* variance) const {
        mean->mul_(a.beta1).add_(g, a.rest1);
        variance->mul_(a.beta2).addcmul_(g, g, 1 - a.beta2);
    }
};

// The step along moments that are already those of this step: p - rate (direction + decay p).
struct Descent {
    AdamNumbers a;
    double decay;

    template <typename T>
    void range(T* __restrict p, const T*, const T* __restrict mean, const T* __restrict variance, int64_t begin, int64_t end, Mix) const {
        const AdamOne<T> one(a, decay, {});
        for (int64_t i = begin; i < end; i++) one.descend(p[i], mean[i], variance[i]);
    }

    void anywhere(Tensor& p, const Tensor&, Tensor* mean, Tensor* variance) const {
        p.mul_(1 - a.learning_rate * decay);
        p.addcdiv_(*mean, below(*variance), -a.learning_rate / a.correction1);
    }

    // The sum of squares of direction + decay p: of the step for a rate of 1.
    double squares(const Tensor& p, const Tensor& mean, const Tensor& variance) const {
        if (lies_dense(p)) return p.scalar_type() == at::kFloat ? squares<float>(p, mean, variance) : squares<double>(p, mean, variance);
        return sum_of_squares(mean.div(below(variance)).div_(a.correction1).add_(p, decay));
    }

private:
    Tensor below(const Tensor& variance) const { return variance.sqrt().div_(std::sqrt(a.correction2)).add_(a.epsilon); }

    template <typename T>
    double squares(const Tensor& p, const Tensor& mean, const Tensor& variance) const {
        const T *pp = p.data_ptr<T>(), *mm = mean.data_ptr<T>(), *vv = variance.data_ptr<T>();
        const AdamOne<T> one(a, decay, {});
        const T size = static_cast<T>(1 / a.correction1), wd = static_cast<T>(decay);
        return sum_of(p.numel(), [=](int64_t i) {
            double u = size * one.direction(mm[i], vv[i]) + wd * pp[i];
            return u * u;
        });
    }
};

// Moments and step in one pass.
struct Adam {
    AdamNumbers a;
    double decay;

    template <typename T>
    void range(T* __restrict p, const T* __restrict g, T* __restrict mean, T* __restrict variance, int64_t begin, int64_t end, Mix mix) const {
        const AdamOne<T> one(a, decay, mix);
        for (int64_t i = begin; i < end; i++) {
            T m = mean[i], v = variance[i];
            one.take(p[i], g[i], m, v);
            mean[i] = m;
            variance[i] = v;
            one.descend(p[i], m, v);
        }
    }

    void anywhere(Tensor& p, const Tensor& g, Tensor* mean, Tensor* variance) const {
        Moments{a}.anywhere(p, g, mean, variance);
        Descent{a, decay}.anywhere(p, g, mean, variance);
    }
};

// Applies a rule to a parameter with up to two tensors of state; `first` and `second` may be null.
template <typename Rule>
void apply(const Rule& rule, Tensor& p, const Tensor& g, Tensor* first, Tensor* second, Mix mix = {}) {
    auto walk = [&](auto zero) {
        using T = decltype(zero);
        T *pp = p.data_ptr<T>(), *a = first ? first->data_ptr<T>() : nullptr, *b = second ? second->data_ptr<T>() : nullptr;
        const T* gg = g.data_ptr<T>();
        at::parallel_for(0, p.numel(), kGrain, [&](int64_t begin, int64_t end) { rule.range(pp, gg, a, b, begin, end, mix); });
    };
    if (!lies_dense(p)) rule.anywhere(p, mix.of(g, p), first, second);
    else if (p.scalar_type() == at::kFloat) walk(float());
    else walk(double());
}

}  // namespace rossby
