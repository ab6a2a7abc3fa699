// Tensors from nothing, from numbers, and over memory that the caller owns.
#include "guard.h"

using namespace rossby;

static at::TensorOptions options(int dtype, const char* device) { return at::TensorOptions().dtype(dtype_of(dtype)).device(at::Device(std::string(device))); }

extern "C" {

int rt_empty(const int64_t* shape, int n, int dtype, const char* device, int format, rt_tensor* out)
    GIVES(at::empty(ints(shape, n), options(dtype, device).memory_format(static_cast<at::MemoryFormat>(format))))

int rt_full(const int64_t* shape, int n, double value, int dtype, const char* device, int format, rt_tensor* out)
    GIVES(at::empty(ints(shape, n), options(dtype, device).memory_format(static_cast<at::MemoryFormat>(format))).fill_(value))

int rt_arange(double start, double end, double step, int dtype, const char* device, rt_tensor* out)
    GIVES(at::arange(start, end, step, options(dtype, device)))

int rt_from_host(const void* data, const int64_t* shape, int n, int dtype, const char* device, rt_tensor* out)
    GIVES(at::from_blob(const_cast<void*>(data), ints(shape, n), at::TensorOptions().dtype(dtype_of(dtype))).to(at::Device(std::string(device)), false, /*copy=*/true))

int rt_from_memory(void* data, const int64_t* shape, const int64_t* strides, int n, int dtype, rt_tensor* out)
    GIVES(at::from_blob(data, ints(shape, n), ints(strides, n), at::TensorOptions().dtype(dtype_of(dtype))))

}  // extern "C"
