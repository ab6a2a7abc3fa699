// All gradients of a list of parameters at once; a parameter without one is left alone.
#include "sums.h"

using namespace rossby;

extern "C" {

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
