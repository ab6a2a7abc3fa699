// What a step over many ranks asks for: moments of norms that are summed over ranks, and a word to who waits for a bucket of gradients.
#pragma once
#include "rossby_torch.h"

#ifdef __cplusplus
extern "C" {
#endif

// Adds n values up over ranks, in place, alike on each; 0 where that went well
typedef int (*rt_rank_sum)(void* context, double* values, int64_t n);

// Batch norm in training with the moments of all ranks that sum: rt_batch_norm's other arguments (norm.cpp). The sum is called here and once more in the
// backward pass; function and context outlive what is recorded. One value a channel over all ranks leaves the variance as it is
RT_API int rt_batch_norm_across(rt_rank_sum sum, void* context, rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor mean, rt_tensor variance, double momentum, double epsilon, rt_tensor added, int activation, rt_tensor slope, rt_tensor* out);

// Who waits for a bucket, or next does, returns without one (buckets.cpp)
RT_API int rt_buckets_rouse(rt_buckets b);

#ifdef __cplusplus
}
#endif
