// Gradients.
#include "guard.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace rossby;

extern "C" {

int rt_set_grad_mode(int on, int* previous) DOES({
    *previous = c10::GradMode::is_enabled() ? 1 : 0;
    c10::GradMode::set_enabled(on != 0);
})

int rt_set_requires_grad(rt_tensor t, int on) DOES(of(t).set_requires_grad(on != 0))

int rt_requires_grad(rt_tensor t, int* on) DOES(*on = of(t).requires_grad() ? 1 : 0)

int rt_detach(rt_tensor t, rt_tensor* out) GIVES(of(t).detach())

int rt_backward(rt_tensor t, rt_tensor gradient) DOES({
    torch::autograd::variable_list seeds;
    if (gradient != nullptr) seeds.push_back(of(gradient));
    torch::autograd::backward({of(t)}, seeds);
})

// A null handle when there is none yet.
int rt_gradient(rt_tensor t, rt_tensor* out) DOES({
    const Tensor& gradient = of(t).grad();
    *out = nullptr;
    if (gradient.defined()) give(out, Tensor(gradient));
})

// In the parameter's own order of memory, as backward would have left it.
int rt_set_gradient(rt_tensor t, rt_tensor gradient) DOES({
    Tensor own = at::empty_like(of(t).detach());
    own.copy_(of(gradient).detach());
    of(t).mutable_grad() = own;
})

int rt_clear_gradients(rt_tensor* tensors, int n) DOES(for (int i = 0; i < n; i++) at_index(tensors, i).mutable_grad().reset())

int rt_gradients_of(rt_tensor output, rt_tensor* inputs, int n, rt_tensor* out) DOES({
    torch::autograd::variable_list wanted;
    for (int i = 0; i < n; i++) wanted.push_back(at_index(inputs, i));
    auto gradients = torch::autograd::grad({of(output)}, wanted);
    for (int i = 0; i < n; i++) give(&out[i], std::move(gradients[static_cast<size_t>(i)]));
})

}  // extern "C"
