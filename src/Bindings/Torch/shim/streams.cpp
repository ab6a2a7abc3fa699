// Streams, events and copies of any device that libtorch has, through its device guards.
#include "guard.h"
#include "rossby_device.h"

#include <c10/core/Event.h>
#include <c10/core/Stream.h>
#include <c10/core/impl/VirtualGuardImpl.h>

using namespace rossby;

namespace {

// With its number: libtorch looks streams up by it.
at::Device device_of(const char* name) {
    at::Device device{std::string(name)};
    TORCH_CHECK(!device.is_cpu(), "main memory has no streams");
    return device.has_index() ? device : at::Device(device.type(), 0);
}

c10::impl::VirtualGuardImpl guard_of(at::Device device) { return c10::impl::VirtualGuardImpl(device.type()); }

template <typename T, typename Handle>
T& object(Handle handle) {
    TORCH_CHECK(handle != nullptr, "a null handle was given");
    return *reinterpret_cast<T*>(handle);
}

c10::Stream& stream(rt_stream s) { return object<c10::Stream>(s); }

// Events are made on first record, on the device of the stream.
c10::Event& event(rt_event e) { return object<c10::Event>(e); }

template <typename Handle, typename T>
void hand_out(Handle* out, T* object) {
    *out = reinterpret_cast<Handle>(object);
    live_handles.fetch_add(1, std::memory_order_relaxed);
}

template <typename T, typename Handle>
void let_go(Handle handle) {
    if (handle == nullptr) return;
    delete reinterpret_cast<T*>(handle);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

}  // namespace

extern "C" {

int rt_device_enter(const char* device) DOES(guard_of(device_of(device)).setDevice(device_of(device)))

int rt_stream_new(const char* device, rt_stream* out) DOES(hand_out(out, new c10::Stream(guard_of(device_of(device)).getStreamFromGlobalPool(device_of(device)))))

int rt_stream_current(const char* device, rt_stream* out) DOES(hand_out(out, new c10::Stream(guard_of(device_of(device)).getStream(device_of(device)))))

void rt_stream_free(rt_stream s) { let_go<c10::Stream>(s); }

// Also the thread's current device, which a graph and other libraries go by: libtorch's own operations look at their tensors.
int rt_stream_enter(rt_stream s, rt_stream* previous) DOES({
    auto guard = guard_of(stream(s).device());
    guard.setDevice(stream(s).device());
    hand_out(previous, new c10::Stream(guard.exchangeStream(stream(s))));
})

int rt_stream_wait(rt_stream s, rt_event e) DOES(event(e).block(stream(s)))

int rt_stream_synchronize(rt_stream s) DOES(guard_of(stream(s).device()).synchronizeStream(stream(s)))

int rt_event_new(const char* device, rt_event* out) DOES(hand_out(out, new c10::Event(device_of(device).type())))

void rt_event_free(rt_event e) { let_go<c10::Event>(e); }

int rt_event_record(rt_event e, rt_stream s) DOES(event(e).record(stream(s)))

int rt_event_query(rt_event e, int* done) DOES(*done = event(e).query() ? 1 : 0)

int rt_pinned(const int64_t* shape, int n, int dtype, int format, rt_tensor* out) DOES({
    auto options = at::TensorOptions().dtype(dtype_of(dtype)).pinned_memory(true).memory_format(static_cast<at::MemoryFormat>(format));
    give(out, at::empty(ints(shape, n), options).zero_());
})

int rt_copy_async(rt_tensor to, rt_tensor from) DOES({
    at::NoGradGuard no_grad;
    of(to).copy_(of(from), /*non_blocking=*/true);
})

int rt_keep_for_stream(rt_tensor t, rt_stream s) DOES(of(t).record_stream(stream(s)))

int rt_set_cuda_arithmetic(int tf32, int benchmark) DOES({
    at::globalContext().setAllowTF32CuDNN(tf32 != 0);
    at::globalContext().setAllowTF32CuBLAS(tf32 != 0);
    at::globalContext().setBenchmarkCuDNN(benchmark != 0);
})

}  // extern "C"
