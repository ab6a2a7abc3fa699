// What one step does to one weight: the same lines for the loops of the CPU and the kernels of a GPU.
#pragma once
#include <cmath>
#include <cstdint>

// What nvcc compiles is for the GPU alone; the loops of the CPU are made by the compiler of all else.
#ifdef __CUDACC__
#define ROSSBY_ANYWHERE __device__ inline
#define ROSSBY_BOTH __host__ __device__
#else
#define ROSSBY_ANYWHERE inline
#define ROSSBY_BOTH
#endif

namespace rossby::flat {

// What a rule takes for the gradient: a share of the gradient and, for weight decay inside the gradient, one of the weight itself.
struct Mix {
    double gradient, weight;
};

// torch.optim.SGD. At the first step the momentum is the gradient itself, undamped.
template <typename T>
struct SgdOne {
    T of_g, of_p, rate, kept, added, ahead, own;

    ROSSBY_ANYWHERE SgdOne(double learning_rate, double momentum, double rest, bool nesterov, Mix mix)
        : of_g(static_cast<T>(mix.gradient)), of_p(static_cast<T>(mix.weight)), rate(static_cast<T>(learning_rate)), kept(static_cast<T>(momentum)),
          added(static_cast<T>(rest)), ahead(static_cast<T>(nesterov ? momentum : 1)), own(static_cast<T>(nesterov)) {}

    ROSSBY_ANYWHERE void step(T& p, T g) const { p -= rate * (g * of_g + p * of_p); }

    ROSSBY_ANYWHERE void step(T& p, T g, T& buffer) const {
        T d = g * of_g + p * of_p;
        T b = buffer * kept + d * added;
        buffer = b;
        p -= rate * (own * d + ahead * b);
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

    ROSSBY_ANYWHERE AdamOne(const AdamNumbers& a, double decay, Mix mix)
        : of_g(static_cast<T>(mix.gradient)), of_p(static_cast<T>(mix.weight)), beta1(static_cast<T>(a.beta1)), rest1(static_cast<T>(a.rest1)),
          beta2(static_cast<T>(a.beta2)), rest2(static_cast<T>(1 - a.beta2)), kept(static_cast<T>(1 - a.learning_rate * decay)),
          size(static_cast<T>(a.learning_rate / a.correction1)), root2(static_cast<T>(std::sqrt(a.correction2))), epsilon(static_cast<T>(a.epsilon)) {}

    // Moves the moments.
    ROSSBY_ANYWHERE void take(T p, T g, T& mean, T& variance) const {
        T d = g * of_g + p * of_p;
        mean = mean * beta1 + d * rest1;
        variance = variance * beta2 + d * d * rest2;
    }

    ROSSBY_ANYWHERE T direction(T mean, T variance) const { return mean / (std::sqrt(variance) / root2 + epsilon); }

    // Along moments that are those of this step: p - rate (direction + decay p).
    ROSSBY_ANYWHERE void descend(T& p, T mean, T variance) const { p = p * kept - size * direction(mean, variance); }
};

}  // namespace rossby::flat
