// Tensors side by side in one vector, so that one call of a library, or one loop, takes them all.
#include "guard.h"
#include "rossby_flat.h"

using namespace rossby;

extern "C" {

int rt_flatten(rt_tensor* tensors, int n, rt_tensor* flat) DOES({
    at::NoGradGuard no_grad;
    TORCH_CHECK(n > 0, "there is nothing to lay into a vector");
    const Tensor& like = at_index(tensors, 0);
    int64_t multiple = 128 / static_cast<int64_t>(like.element_size());
    auto room = [&](const Tensor& t) { return (t.numel() + multiple - 1) / multiple * multiple; };
    int64_t elements = 0;
    for (int i = 0; i < n; i++) {
        const Tensor& t = at_index(tensors, i);
        TORCH_CHECK(t.is_non_overlapping_and_dense() && t.scalar_type() == like.scalar_type() && t.device() == like.device(), "a tensor of ", t.sizes(), " is not dense, or not as the others are");
        elements += room(t);
    }
    Tensor all = at::zeros({elements}, like.options().requires_grad(false).memory_format(at::MemoryFormat::Contiguous));
    int64_t at = 0;
    for (int i = 0; i < n; i++) {
        Tensor& t = at_index(tensors, i);
        Tensor place = all.as_strided(t.sizes(), t.strides(), at);
        place.copy_(t);
        t.set_data(place);
        at += room(t);
    }
    give(flat, all);
})

}  // extern "C"
