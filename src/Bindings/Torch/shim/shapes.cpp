// Shape and order of elements.
#include "guard.h"

using namespace rossby;

static std::vector<Tensor> list(rt_tensor* handles, int n) {
    std::vector<Tensor> tensors;
    tensors.reserve(static_cast<size_t>(n));
    for (int i = 0; i < n; i++) tensors.push_back(at_index(handles, i));
    return tensors;
}

extern "C" {

int rt_cat(rt_tensor* tensors, int n, int64_t dim, rt_tensor* out) GIVES(at::cat(list(tensors, n), dim))
int rt_slice(rt_tensor a, int64_t dim, int64_t start, int64_t end, int64_t step, rt_tensor* out) GIVES(of(a).slice(dim, start, end, step))
int rt_index_select(rt_tensor a, int64_t dim, rt_tensor index, rt_tensor* out) GIVES(at::index_select(of(a), dim, of(index)))
int rt_gather(rt_tensor a, int64_t dim, rt_tensor index, rt_tensor* out) GIVES(at::gather(of(a), dim, of(index)))
int rt_permute(rt_tensor a, const int64_t* dims, int n, rt_tensor* out) GIVES(of(a).permute(ints(dims, n)))
int rt_reshape(rt_tensor a, const int64_t* shape, int n, rt_tensor* out) GIVES(of(a).reshape(ints(shape, n)))
// A view of the same shape keeps its strides: those that view() makes up for a single sample's dimension would no longer say that channels lie last.
int rt_view(rt_tensor a, const int64_t* shape, int n, rt_tensor* out) GIVES(of(a).sizes() == ints(shape, n) ? at::alias(of(a)) : of(a).view(ints(shape, n)))
int rt_expand(rt_tensor a, const int64_t* shape, int n, rt_tensor* out) GIVES(of(a).expand(ints(shape, n)))
int rt_unsqueeze(rt_tensor a, int64_t dim, rt_tensor* out) GIVES(of(a).unsqueeze(dim))
int rt_squeeze(rt_tensor a, int64_t dim, rt_tensor* out) GIVES(of(a).squeeze(dim))
int rt_flip(rt_tensor a, const int64_t* dims, int n, rt_tensor* out) GIVES(at::flip(of(a), ints(dims, n)))
int rt_roll(rt_tensor a, const int64_t* shifts, const int64_t* dims, int n, rt_tensor* out) GIVES(at::roll(of(a), ints(shifts, n), ints(dims, n)))

}  // extern "C"
