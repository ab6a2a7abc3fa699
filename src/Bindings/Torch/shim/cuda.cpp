// What needs CUDA's headers: handles for other libraries, the caching allocator's statistics, graphs. Elsewhere each function says that it is not there.
#include "guard.h"
#include "rossby_device.h"

#include <c10/core/Stream.h>

#include <cstring>

#ifdef ROSSBY_CUDA

#include <ATen/cuda/CUDAContext.h>
#include <ATen/cuda/CUDAGraph.h>
#include <c10/cuda/CUDACachingAllocator.h>
#include <c10/cuda/CUDAStream.h>

namespace {

namespace allocator = c10::cuda::CUDACachingAllocator;

// The first of the allocator's three counts of a kind is that over all its pools.
constexpr size_t kAll = 0;

c10::DeviceIndex number(const char* name) {
    at::Device device{std::string(name)};
    TORCH_CHECK(device.is_cuda(), "'", name, "' is no CUDA device");
    return device.has_index() ? device.index() : c10::DeviceIndex(0);
}

void* native(const c10::Stream& stream) { return c10::cuda::CUDAStream(stream).stream(); }

}  // namespace

#define ON_CUDA(...) DOES(__VA_ARGS__)

#else

#define LACKS TORCH_CHECK(false, "this librossby_torch was built without CUDA: build it where nvcc and a CUDA libtorch with its headers are")

namespace {

void* native(const c10::Stream&) { LACKS; }

}  // namespace

#define ON_CUDA(...) DOES(LACKS)

#endif

using namespace rossby;

extern "C" {

#ifdef ROSSBY_CUDA
int rt_has_cuda_part(void) { return 1; }
#else
int rt_has_cuda_part(void) { return 0; }
#endif

int rt_stream_native(rt_stream s, void** handle) DOES({
    TORCH_CHECK(s != nullptr, "a null handle was given");
    const c10::Stream& stream = *reinterpret_cast<c10::Stream*>(s);
    *handle = stream.device().is_cuda() ? native(stream) : reinterpret_cast<void*>(stream.id());
})

int rt_cuda_identity(const char* device, int64_t* identity) ON_CUDA({
    const char* uuid = at::cuda::getDeviceProperties(number(device))->uuid.bytes;
    uint64_t halves[2];
    std::memcpy(halves, uuid, sizeof halves);
    *identity = static_cast<int64_t>((halves[0] ^ halves[1]) >> 2);
})

int rt_cuda_memory(const char* device, int64_t* held, int64_t* most, int64_t* taken) ON_CUDA({
    auto stats = allocator::getDeviceStats(number(device));
    *held = stats.allocated_bytes[kAll].current;
    *most = stats.allocated_bytes[kAll].peak;
    *taken = stats.reserved_bytes[kAll].current;
})

int rt_cuda_reset_peak(const char* device) ON_CUDA(allocator::resetPeakStats(number(device)))

int rt_cuda_release_cache(void) ON_CUDA(allocator::emptyCache())

int rt_graph_new(rt_graph* out) ON_CUDA({
    *out = reinterpret_cast<rt_graph>(new at::cuda::CUDAGraph());
    live_handles.fetch_add(1, std::memory_order_relaxed);
})

void rt_graph_free(rt_graph g) {
#ifdef ROSSBY_CUDA
    if (g == nullptr) return;
    // Its destructor may throw where the device is lost.
    guard([&] { delete reinterpret_cast<at::cuda::CUDAGraph*>(g); });
    live_handles.fetch_sub(1, std::memory_order_relaxed);
#endif
}

int rt_graph_begin(rt_graph g) ON_CUDA(reinterpret_cast<at::cuda::CUDAGraph*>(g)->capture_begin())

int rt_graph_end(rt_graph g) ON_CUDA(reinterpret_cast<at::cuda::CUDAGraph*>(g)->capture_end())

int rt_graph_replay(rt_graph g) ON_CUDA(reinterpret_cast<at::cuda::CUDAGraph*>(g)->replay())

}  // extern "C"
