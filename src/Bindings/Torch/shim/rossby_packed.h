// Layers of a network that is not trained any more (packed*.cpp): weights lie in the maps' type as the kernels read them, and what stands behind a layer is
// part of it. A packed layer keeps what it needs, not the tensors that it was made of.
#pragma once
#include "rossby_torch.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rt_packed_t* rt_packed;

// y = f(scale z + shift + added) of a layer's result z; scale and shift [channels] are both null or neither; f is ReLU or nothing.
typedef struct {
    rt_tensor scale, shift;
    uint8_t relu, adds;
} rt_tail;

// For maps of x's type; null where nothing is won. Convolutions without groups; of dilated ones by taps, "same" size, with rt_atrous's edges; of transposed
// ones without a tail's addition.
RT_API int rt_pack_conv2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, const rt_tail* tail, rt_packed* out);
RT_API int rt_pack_atrous(rt_tensor x, rt_tensor weight, int64_t dilation, int latitude, int longitude, const rt_tail* tail, rt_packed* out);
RT_API int rt_pack_conv_transpose2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* output_padding, const rt_tail* tail, rt_packed* out);
// `added` is null where the tail adds nothing.
RT_API int rt_packed_call(rt_packed packed, rt_tensor x, rt_tensor added, rt_tensor* out);
RT_API void rt_free_packed(rt_packed packed);

#ifdef __cplusplus
}
#endif
