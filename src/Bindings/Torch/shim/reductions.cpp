// Sums, means, maxima and softmax.
#include "narrow.h"

#include <numeric>

using namespace rossby;

// No dimension named means all of them.
static std::vector<int64_t> dims_of(const Tensor& a, const int64_t* dims, int n) {
    if (n > 0) return {dims, dims + n};
    std::vector<int64_t> all(static_cast<size_t>(a.dim()));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

extern "C" {

int rt_sum(rt_tensor a, const int64_t* dims, int n, int keep, rt_tensor* out) GIVES(at::sum(of(a), at::IntArrayRef(dims_of(of(a), dims, n)), keep != 0))
int rt_mean(rt_tensor a, const int64_t* dims, int n, int keep, rt_tensor* out) 
    GIVES(at_least_float(of(a), [&](const Tensor& wide) { return at::mean(wide, at::IntArrayRef(dims_of(wide, dims, n)), keep != 0); }))
int rt_amax(rt_tensor a, const int64_t* dims, int n, int keep, rt_tensor* out) GIVES(at::amax(of(a), dims_of(of(a), dims, n), keep != 0))
int rt_argmax(rt_tensor a, int64_t dim, int keep, rt_tensor* out) GIVES(at::argmax(of(a), dim, keep != 0))
int rt_softmax(rt_tensor a, int64_t dim, rt_tensor* out) GIVES(at::softmax(of(a), dim))
int rt_log_softmax(rt_tensor a, int64_t dim, rt_tensor* out) GIVES(at::log_softmax(of(a), dim))

}  // extern "C"
