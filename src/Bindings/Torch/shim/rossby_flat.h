// Tensors that lie side by side in one vector.
#pragma once
#include "rossby_torch.h"

#ifdef __cplusplus
extern "C" {
#endif

// Moves the values of dense tensors of one type and place into one vector, each as it lies; each begins at a multiple of 128 bytes, zeros between (flat.cpp)
RT_API int rt_flatten(rt_tensor* tensors, int n, rt_tensor* flat);

#ifdef __cplusplus
}
#endif
