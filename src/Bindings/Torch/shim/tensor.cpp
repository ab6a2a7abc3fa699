// One tensor: its life, its shape, its memory, its type and place.
#include "guard.h"

#include <cstring>

using namespace rossby;

static int copy_sizes(at::IntArrayRef from, int64_t* to, int capacity, int* dimensions) {
    *dimensions = static_cast<int>(from.size());
    for (int i = 0; i < *dimensions && i < capacity; i++) to[i] = from[i];
    return Done;
}

// To another place a parameter moves as another leaf behind the same handle: a leaf keeps what it knows of its place.
static void set_data(Tensor& t, const Tensor& data) {
    if (t.device() == data.device()) t.set_data(data);
    else t = data.detach().set_requires_grad(t.requires_grad());
}

extern "C" {

void rt_free(rt_tensor t) {
    if (t == nullptr) return;
    delete reinterpret_cast<Tensor*>(t);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

void rt_free_many(rt_tensor* tensors, int n) {
    for (int i = 0; i < n; i++) rt_free(tensors[i]);
}

int rt_alias(rt_tensor t, rt_tensor* out) GIVES(Tensor(of(t)))

int rt_sizes(rt_tensor t, int64_t* sizes, int capacity, int* dimensions) DOES(copy_sizes(of(t).sizes(), sizes, capacity, dimensions))

int rt_strides(rt_tensor t, int64_t* strides, int capacity, int* dimensions) DOES(copy_sizes(of(t).strides(), strides, capacity, dimensions))

int rt_dtype(rt_tensor t, int* dtype) DOES(*dtype = static_cast<int>(of(t).scalar_type()))

// The length of the name, or -1.
int rt_device(rt_tensor t, char* buffer, int size) {
    int length = -1;
    guard([&] { length = write_text(of(t).device().str(), buffer, size); });
    return length;
}

int rt_data(rt_tensor t, void** data) DOES(*data = of(t).data_ptr())

int rt_is_contiguous(rt_tensor t, int format, int* result) DOES(*result = of(t).is_contiguous(static_cast<at::MemoryFormat>(format)) ? 1 : 0)

int rt_copy_to_host(rt_tensor t, void* destination, int64_t bytes) DOES({
    at::NoGradGuard no_grad;
    Tensor host = of(t).detach().to(at::kCPU).contiguous();
    TORCH_CHECK(static_cast<int64_t>(host.nbytes()) == bytes, "the tensor holds ", host.nbytes(), " bytes, the destination ", bytes);
    if (bytes > 0) std::memcpy(destination, host.data_ptr(), static_cast<size_t>(bytes));
})

int rt_item(rt_tensor t, double* value) DOES(*value = of(t).item().toDouble())

int rt_to_dtype(rt_tensor t, int dtype, rt_tensor* out) GIVES(of(t).to(dtype_of(dtype)))

int rt_to_device(rt_tensor t, const char* device, rt_tensor* out) GIVES(of(t).to(at::Device(std::string(device))))

int rt_contiguous(rt_tensor t, int format, rt_tensor* out) GIVES(of(t).contiguous(static_cast<at::MemoryFormat>(format)))

int rt_clone(rt_tensor t, int format, rt_tensor* out) GIVES(of(t).clone(static_cast<at::MemoryFormat>(format)))

int rt_set_data(rt_tensor t, rt_tensor data) DOES(set_data(of(t), of(data)))

}  // extern "C"
