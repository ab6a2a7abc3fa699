// The C interface of librossby_torch: libtorch (1.13 to 2.x) without its C++ types.
//
// Every function that can fail returns a status: 0 done, 1 failed, 2 out of memory; the reason is then the calling
// thread's rt_last_error. Results come by out pointer and belong to the caller, who frees them with rt_free or
// rt_free_many. Shapes and strides count elements. `dtype` is c10::ScalarType, `format` c10::MemoryFormat
// (0 contiguous, 1 preserve, 2 channels last), `device` a string such as "cpu" or "cuda:0".
#pragma once
#include <stdint.h>

#define RT_API __attribute__((visibility("default")))

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rt_tensor_t* rt_tensor;

// Version, errors, handles (runtime.cpp)
RT_API int rt_last_error(char* buffer, int size);
RT_API int64_t rt_live_handles(void);
RT_API int rt_info(int what, char* buffer, int size);
RT_API int rt_cuda_devices(int* count);
RT_API int rt_set_threads(int intra_op, int inter_op);
RT_API int rt_threads(int* intra_op, int* loops, int* inter_op);
RT_API int rt_has_narrow_products(int* result);
RT_API int rt_set_deterministic(int on);
RT_API int rt_set_flush_denormal(int on, int* supported);
RT_API int rt_keep_memory(void);

// One tensor (tensor.cpp)
RT_API void rt_free(rt_tensor t);
RT_API void rt_free_many(rt_tensor* tensors, int n);
RT_API int rt_alias(rt_tensor t, rt_tensor* out);
RT_API int rt_sizes(rt_tensor t, int64_t* sizes, int capacity, int* dimensions);
RT_API int rt_strides(rt_tensor t, int64_t* strides, int capacity, int* dimensions);
RT_API int rt_dtype(rt_tensor t, int* dtype);
RT_API int rt_device(rt_tensor t, char* buffer, int size);
RT_API int rt_data(rt_tensor t, void** data);
RT_API int rt_is_contiguous(rt_tensor t, int format, int* result);
RT_API int rt_copy_to_host(rt_tensor t, void* destination, int64_t bytes);
RT_API int rt_item(rt_tensor t, double* value);
RT_API int rt_to_dtype(rt_tensor t, int dtype, rt_tensor* out);
RT_API int rt_to_device(rt_tensor t, const char* device, rt_tensor* out);
RT_API int rt_contiguous(rt_tensor t, int format, rt_tensor* out);
RT_API int rt_clone(rt_tensor t, int format, rt_tensor* out);
RT_API int rt_set_data(rt_tensor t, rt_tensor data);

// Factories (factories.cpp)
RT_API int rt_empty(const int64_t* shape, int n, int dtype, const char* device, int format, rt_tensor* out);
RT_API int rt_full(const int64_t* shape, int n, double value, int dtype, const char* device, int format, rt_tensor* out);
RT_API int rt_arange(double start, double end, double step, int dtype, const char* device, rt_tensor* out);
RT_API int rt_from_host(const void* data, const int64_t* shape, int n, int dtype, const char* device, rt_tensor* out);
RT_API int rt_from_memory(void* data, const int64_t* shape, const int64_t* strides, int n, int dtype, rt_tensor* out);

// Element by element (elementwise.cpp)
RT_API int rt_add(rt_tensor a, rt_tensor b, double alpha, rt_tensor* out);
RT_API int rt_mul(rt_tensor a, rt_tensor b, rt_tensor* out);
RT_API int rt_div(rt_tensor a, rt_tensor b, rt_tensor* out);
RT_API int rt_maximum(rt_tensor a, rt_tensor b, rt_tensor* out);
RT_API int rt_add_scalar(rt_tensor a, double b, rt_tensor* out);
RT_API int rt_mul_scalar(rt_tensor a, double b, rt_tensor* out);
RT_API int rt_pow_scalar(rt_tensor a, double exponent, rt_tensor* out);
RT_API int rt_clamp(rt_tensor a, double low, double high, rt_tensor* out);
RT_API int rt_add_(rt_tensor a, rt_tensor b, double alpha);
RT_API int rt_mul_(rt_tensor a, rt_tensor b);
RT_API int rt_add_scalar_(rt_tensor a, double b);
RT_API int rt_mul_scalar_(rt_tensor a, double b);
RT_API int rt_copy_(rt_tensor a, rt_tensor source);
RT_API int rt_fill_(rt_tensor a, double value);
RT_API int rt_relu(rt_tensor a, rt_tensor* out);
RT_API int rt_relu_(rt_tensor a);
RT_API int rt_sigmoid(rt_tensor a, rt_tensor* out);
RT_API int rt_exp(rt_tensor a, rt_tensor* out);
RT_API int rt_log(rt_tensor a, rt_tensor* out);
RT_API int rt_sqrt(rt_tensor a, rt_tensor* out);
RT_API int rt_abs(rt_tensor a, rt_tensor* out);
RT_API int rt_isnan(rt_tensor a, rt_tensor* out);
RT_API int rt_nan_to_num(rt_tensor a, double value, rt_tensor* out);
RT_API int rt_logical_not(rt_tensor a, rt_tensor* out);
RT_API int rt_logical_and(rt_tensor a, rt_tensor b, rt_tensor* out);
RT_API int rt_compare(int relation, rt_tensor a, rt_tensor b, rt_tensor* out);
RT_API int rt_compare_scalar(int relation, rt_tensor a, double b, rt_tensor* out);
RT_API int rt_where(rt_tensor condition, rt_tensor a, rt_tensor b, rt_tensor* out);

// Over dimensions; none named means all (reductions.cpp)
RT_API int rt_sum(rt_tensor a, const int64_t* dims, int n, int keep, rt_tensor* out);
RT_API int rt_mean(rt_tensor a, const int64_t* dims, int n, int keep, rt_tensor* out);
RT_API int rt_amax(rt_tensor a, const int64_t* dims, int n, int keep, rt_tensor* out);
RT_API int rt_argmax(rt_tensor a, int64_t dim, int keep, rt_tensor* out);
RT_API int rt_softmax(rt_tensor a, int64_t dim, rt_tensor* out);
RT_API int rt_log_softmax(rt_tensor a, int64_t dim, rt_tensor* out);

// Shape and order (shapes.cpp)
RT_API int rt_cat(rt_tensor* tensors, int n, int64_t dim, rt_tensor* out);
RT_API int rt_slice(rt_tensor a, int64_t dim, int64_t start, int64_t end, int64_t step, rt_tensor* out);
RT_API int rt_index_select(rt_tensor a, int64_t dim, rt_tensor index, rt_tensor* out);
RT_API int rt_gather(rt_tensor a, int64_t dim, rt_tensor index, rt_tensor* out);
RT_API int rt_permute(rt_tensor a, const int64_t* dims, int n, rt_tensor* out);
RT_API int rt_reshape(rt_tensor a, const int64_t* shape, int n, rt_tensor* out);
RT_API int rt_view(rt_tensor a, const int64_t* shape, int n, rt_tensor* out);
RT_API int rt_expand(rt_tensor a, const int64_t* shape, int n, rt_tensor* out);
RT_API int rt_unsqueeze(rt_tensor a, int64_t dim, rt_tensor* out);
RT_API int rt_squeeze(rt_tensor a, int64_t dim, rt_tensor* out);
RT_API int rt_flip(rt_tensor a, const int64_t* dims, int n, rt_tensor* out);
RT_API int rt_roll(rt_tensor a, const int64_t* shifts, const int64_t* dims, int n, rt_tensor* out);

// Padding (padding.cpp). rt_pad_grid: an edge is 0 replicated, 1 periodic; keeps the memory format.
RT_API int rt_pad(rt_tensor a, const int64_t* pad, int n, const char* mode, double value, rt_tensor* out);
RT_API int rt_pad_grid(rt_tensor a, int64_t top, int64_t bottom, int64_t left, int64_t right, int periodic_latitude, int periodic_longitude, rt_tensor* out);

// Random masks (random.cpp): 0 with the given probability, else 1 / (1 - probability), by counters from each sample's key
RT_API int rt_dropout_mask(rt_tensor like, double probability, const uint64_t* keys, int n, rt_tensor* out);

// Bilinear interpolation between cell centres (upsampling.cpp); periodic in the last dimension, factor by factor
RT_API int rt_upsample_bilinear2d(rt_tensor x, const int64_t* size, rt_tensor* out);
RT_API int rt_upsample_periodic(rt_tensor x, int64_t factor, rt_tensor* out);

// Batch norm, something added, an activation (norm.cpp): 0 none, 1 ReLU, 2 PReLU with slopes [C] or [1]
RT_API int rt_batch_norm(rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor mean, rt_tensor variance, int training, double momentum, double epsilon, rt_tensor added, int activation, rt_tensor slope, rt_tensor* out);

// Depthwise convolution, "same" size (depthwise.cpp); beyond an edge lie 0 zeros, 1 the edge again, 2 the opposite side
RT_API int rt_depthwise(rt_tensor x, rt_tensor weight, int64_t stride, int64_t dilation, int latitude, int longitude, rt_tensor* out);

// Transposed convolution (transposed.cpp)
RT_API int rt_conv_transpose2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* output_padding, rt_tensor* out);

// Dilated convolution by taps, "same" size (atrous.cpp); edges as above
RT_API int rt_atrous(rt_tensor x, rt_tensor weight, int64_t dilation, int latitude, int longitude, rt_tensor* out);

// Layers (layers.cpp); a null tensor means absent
RT_API int rt_linear(rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor* out);
RT_API int rt_matmul(rt_tensor a, rt_tensor b, rt_tensor* out);
RT_API int rt_conv2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t groups, rt_tensor* out);
RT_API int rt_max_pool2d(rt_tensor x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, rt_tensor* out);
RT_API int rt_avg_pool2d(rt_tensor x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, int count_padding, rt_tensor* out);
RT_API int rt_adaptive_avg_pool2d(rt_tensor x, const int64_t* size, rt_tensor* out);
RT_API int rt_prelu(rt_tensor x, rt_tensor slope, rt_tensor* out);
RT_API int rt_cross_entropy(rt_tensor logits, rt_tensor target, rt_tensor weight, int reduction, int64_t ignore_index, rt_tensor* out);

// Autograd (autograd.cpp)
RT_API int rt_set_grad_mode(int on, int* previous);
RT_API int rt_grad_mode(int* on);
RT_API int rt_set_requires_grad(rt_tensor t, int on);
RT_API int rt_requires_grad(rt_tensor t, int* on);
RT_API int rt_detach(rt_tensor t, rt_tensor* out);
RT_API int rt_backward(rt_tensor t, rt_tensor gradient);
RT_API int rt_gradient(rt_tensor t, rt_tensor* out);
RT_API int rt_set_gradient(rt_tensor t, rt_tensor gradient);
RT_API int rt_clear_gradients(rt_tensor* tensors, int n);
RT_API int rt_gradients_of(rt_tensor output, rt_tensor* inputs, int n, rt_tensor* out);

// A function of x that runs again when its gradient is needed (recompute.cpp); y is what it gave, unrecorded. Of the handles that the function meets it owns x,
// and its caller y. It may be called, and the context released, only within calls of rt_backward, rt_gradients_of and rt_free
typedef int (*rt_function)(void* context, rt_tensor x, rt_tensor* y);
typedef void (*rt_release)(void* context);
RT_API int rt_recomputed(rt_tensor x, rt_tensor y, rt_function function, rt_release release, void* context, rt_tensor* out);

// Gradients of a list in the order given, packed into buckets of one flat vector of float32 (buckets.cpp). bucket_of never falls. With hooks, and armed, a
// gradient comes to its place in the backward pass; to close is to fetch the others, those that are nowhere as zeros, and says which the step reached. From
// then on the places are the parameters' gradients. Waiting, on any thread, ends with 0 not full yet, 1 full, 2 abandoned.
typedef struct rt_buckets_t* rt_buckets;
RT_API int rt_buckets_new(rt_tensor* parameters, const int* bucket_of, int n, int hooked, rt_buckets* out);
RT_API void rt_buckets_free(rt_buckets b);
RT_API int rt_buckets_data(rt_buckets b, void** data);
RT_API int rt_buckets_place(rt_buckets b, int i, rt_tensor* out);
RT_API int rt_buckets_arm(rt_buckets b);
RT_API int rt_buckets_wait(rt_buckets b, int bucket, int64_t microseconds, int* state);
RT_API int rt_buckets_close(rt_buckets b, uint8_t* reached);
RT_API int rt_buckets_abandon(rt_buckets b);
// A step late: the places become the gradients, and what the parameters had is held until the places take it.
RT_API int rt_buckets_exchange(rt_buckets b, uint8_t* reached);
RT_API int rt_buckets_take_held(rt_buckets b);

// All gradients of a list (gradients.cpp); a tensor without gradient is left alone
RT_API int rt_gradient_norm(rt_tensor* tensors, int n, double* norm);
RT_API int rt_scale_gradients(rt_tensor* tensors, int n, double factor);

#ifdef __cplusplus
}
#endif
