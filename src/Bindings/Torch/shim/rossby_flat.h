// Tensors that lie side by side in one vector, and optimizers over them.
#pragma once
#include "rossby_torch.h"

#ifdef __cplusplus
extern "C" {
#endif

// Moves the values of dense tensors of one type and place into one vector, each as it lies; each begins at a multiple of 128 bytes, zeros between (flat.cpp)
RT_API int rt_flatten(rt_tensor* tensors, int n, rt_tensor* flat);

// An optimizer lays its parameters, with a weight decay for each, and what it keeps for them, `kinds` tensors of a parameter's shape, type and layout, zero at
// first, side by side (optimizers.cpp). A parameter without gradient is left alone. Kinds of rules are 0 SGD, which keeps a momentum where that is not 0, 1 Adam
// and 2 LAMB, which keep two moments
typedef struct rt_optimizer_t* rt_optimizer;
typedef struct {
    int kind;
    uint8_t nesterov, decoupled, bias_correction, gradient_averaging, trust_undecayed, larc, clip;
    double momentum, dampening, beta1, beta2, epsilon, most_norm, eta, larc_epsilon;
} rt_rule;
RT_API int rt_optimizer_new(rt_tensor* parameters, int n, const double* weight_decay, int kinds, rt_optimizer* out);
RT_API void rt_optimizer_free(rt_optimizer o);
RT_API int rt_optimizer_state(rt_optimizer o, int kind, int i, rt_tensor* out);

// One step; `step` is 1 for the first
RT_API int rt_optimizer_step(rt_optimizer o, const rt_rule* rule, double learning_rate, int64_t step);

// One step that asks nothing of the device, for graphs. All of these are single numbers on it: rate and number of the step in float64, scale of the gradients and
// the loss in float32, and what comes of it, the norm of all gradients as they are, scaled, in float64, and as bool whether they and the loss are finite, so that
// the step was made. Every parameter must have a gradient; it stays scaled
typedef struct {
    rt_tensor rate, number, scale, loss, norm, made;
} rt_told;
RT_API int rt_optimizer_step_as_told(rt_optimizer o, const rt_rule* rule, const rt_told* told);

// Has devices that are neither the processor nor CUDA's carry steps out by a function (Launch in flat_step.h)
RT_API int rt_optimizer_launch(void* launch);

#ifdef __cplusplus
}
#endif
