// Gradients, and computing in a narrower type.
#include "guard.h"

#include <ATen/autocast_mode.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace rossby;

// From 2.4 autocast is addressed by device type; before, by a function per device.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
static bool autocast_on(at::DeviceType device) { return at::autocast::is_autocast_enabled(device); }
static at::ScalarType autocast_dtype(at::DeviceType device) { return at::autocast::get_autocast_dtype(device); }
static void set_autocast(at::DeviceType device, bool on, at::ScalarType dtype) {
    at::autocast::set_autocast_enabled(device, on);
    at::autocast::set_autocast_dtype(device, dtype);
}
#else
static bool autocast_on(at::DeviceType device) { return device == at::kCPU ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled(); }
static at::ScalarType autocast_dtype(at::DeviceType device) { return device == at::kCPU ? at::autocast::get_autocast_cpu_dtype() : at::autocast::get_autocast_gpu_dtype(); }
static void set_autocast(at::DeviceType device, bool on, at::ScalarType dtype) {
    if (device == at::kCPU) {
        at::autocast::set_cpu_enabled(on);
        at::autocast::set_autocast_cpu_dtype(dtype);
    } else {
        at::autocast::set_enabled(on);
        at::autocast::set_autocast_gpu_dtype(dtype);
    }
}
#endif

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

int rt_set_autocast(const char* device, int on, int dtype, int* previous_on, int* previous_dtype) DOES({
    at::DeviceType type = at::Device(std::string(device)).type();
    *previous_on = autocast_on(type) ? 1 : 0;
    *previous_dtype = static_cast<int>(autocast_dtype(type));
    set_autocast(type, on != 0, dtype_of(dtype));
})

int rt_clear_autocast_cache(void) DOES(at::autocast::clear_cache())

}  // extern "C"
