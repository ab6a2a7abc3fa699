// The layers of a network, as functions of their weights. B batch, C channels, H rows, W columns.
#include "guard.h"

#include <optional>

using namespace rossby;

// libtorch's own optional became the standard library's on the way to 2.4.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
using OptionalTensor = std::optional<Tensor>;
#else
using OptionalTensor = c10::optional<Tensor>;
#endif

static OptionalTensor optional(rt_tensor handle) {
    if (handle == nullptr) return {};
    return of(handle);
}

extern "C" {

int rt_linear(rt_tensor x, rt_tensor weight, rt_tensor bias, rt_tensor* out) GIVES(at::linear(of(x), of(weight), optional(bias)))

int rt_matmul(rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(at::matmul(of(a), of(b)))

int rt_conv2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t groups, rt_tensor* out)
    GIVES(at::conv2d(of(x), of(weight), optional(bias), ints(stride, 2), ints(padding, 2), ints(dilation, 2), groups))

int rt_max_pool2d(rt_tensor x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, rt_tensor* out)
    GIVES(at::max_pool2d(of(x), ints(kernel, 2), ints(stride, 2), ints(padding, 2)))

int rt_avg_pool2d(rt_tensor x, const int64_t* kernel, const int64_t* stride, const int64_t* padding, int count_padding, rt_tensor* out)
    GIVES(at::avg_pool2d(of(x), ints(kernel, 2), ints(stride, 2), ints(padding, 2), /*ceil_mode=*/false, count_padding != 0))

int rt_adaptive_avg_pool2d(rt_tensor x, const int64_t* size, rt_tensor* out) GIVES(at::adaptive_avg_pool2d(of(x), ints(size, 2)))

int rt_prelu(rt_tensor x, rt_tensor slope, rt_tensor* out) GIVES(at::prelu(of(x), of(slope)))

// reduction: 0 none, 1 mean, 2 sum (at::Reduction).
int rt_cross_entropy(rt_tensor logits, rt_tensor target, rt_tensor weight, int reduction, int64_t ignore_index, rt_tensor* out)
    GIVES(at::cross_entropy_loss(of(logits), of(target), optional(weight), reduction, ignore_index))

}  // extern "C"
