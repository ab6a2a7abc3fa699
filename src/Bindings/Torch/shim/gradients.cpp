// All gradients of a list of parameters at once; a parameter without one is left alone.
#include "sums.h"

using namespace rossby;

extern "C" {

int rt_gradient_norm(rt_tensor* tensors, int n, double* norm) DOES({
    at::NoGradGuard no_grad;
    double sum = 0;
    // Added up on the device, and waited for once.
    Tensor away;
    for (int i = 0; i < n; i++) {
        const Tensor& g = at_index(tensors, i).grad();
        if (!g.defined()) continue;
        if (g.is_cpu()) sum += sum_of_squares(g);
        else away = away.defined() ? away + squares_of(g) : squares_of(g);
    }
    *norm = std::sqrt(away.defined() ? sum + away.item<double>() : sum);
})

int rt_scale_gradients(rt_tensor* tensors, int n, double factor) DOES({
    at::NoGradGuard no_grad;
    for (int i = 0; i < n; i++)
        if (at_index(tensors, i).grad().defined()) at_index(tensors, i).mutable_grad().mul_(factor);
})

}  // extern "C"
