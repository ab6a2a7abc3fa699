/* Copies of many tensors at one moment. */
#pragma once
#include "rossby_torch.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Copies n tensors, each one block of main memory in whatever order its values lie, to destinations[i] of bytes[i] bytes, which must be as many; by so many threads. */
RT_API int rt_copy_blocks(rt_tensor* tensors, void* const* destinations, const int64_t* bytes, int n, int threads);

#ifdef __cplusplus
}
#endif
