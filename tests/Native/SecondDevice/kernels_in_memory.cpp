// The kernels of optimizers (flat_kernels.cu) for the second device, compiled as they are: a block's threads are threads of the process, and blocks come one after
// another. With one thread a block they are fast; with more they show that threads meet where they must.
#include <pthread.h>

#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

namespace {

struct Index {
    unsigned x;
};

thread_local Index threadIdx{0}, blockIdx{0};
Index blockDim{1}, gridDim{0};
int wanted = 1;
pthread_barrier_t meeting;
std::mutex one_at_a_time;

void meet() {
    if (blockDim.x > 1) pthread_barrier_wait(&meeting);
}

unsigned add(unsigned* to, unsigned value) { return __atomic_fetch_add(to, value, __ATOMIC_SEQ_CST); }

template <typename Kernel>
void on_blocks(Kernel kernel, unsigned blocks) {
    gridDim.x = blocks;
    blockDim.x = static_cast<unsigned>(wanted);
    auto thread = [&](unsigned number) {
        threadIdx.x = number;
        for (blockIdx.x = 0; blockIdx.x < blocks; blockIdx.x++) {
            kernel();
            meet();
        }
    };
    if (blockDim.x == 1) return thread(0);
    pthread_barrier_init(&meeting, nullptr, blockDim.x);
    std::vector<std::thread> all;
    for (unsigned i = 0; i < blockDim.x; i++) all.emplace_back(thread, i);
    for (auto& t : all) t.join();
    pthread_barrier_destroy(&meeting);
}

}  // namespace

#define __device__
#define __global__
#define __shared__ static
#define __grid_constant__
#define __threadfence() __atomic_thread_fence(__ATOMIC_SEQ_CST)
#define __syncthreads() meet()
#define atomicAdd(to, value) add(to, value)
#define ROSSBY_LAUNCH(kernel, blocks, threads, stream, argument) on_blocks([&] { (kernel)(argument); }, blocks)

#include "flat_kernels.cu"

using namespace rossby::flat;

namespace {

// Where the host reaches what the device has.
template <typename T>
void near(T*& p) {
    if (p != nullptr) p = reinterpret_cast<T*>(reinterpret_cast<uintptr_t>(p) - (uintptr_t{1} << 60));
}

void launch(const Step<float>& far) {
    Step<float> s = far;
    near(s.told.rate), near(s.told.number), near(s.told.scale), near(s.told.loss), near(s.told.norm), near(s.told.made);
    near(s.numbers), near(s.segments), near(s.chunks), near(s.p), near(s.first), near(s.second), near(s.partial), near(s.squares), near(s.done);
    for (int i = 0; i < s.n_segments; i++) near(s.gradients[i]);
    std::lock_guard<std::mutex> hold(one_at_a_time);
    launch_on_cuda(s, nullptr);
}

}  // namespace

extern "C" __attribute__((visibility("default"))) void* kernels_launch() { return reinterpret_cast<void*>(&launch); }

// Threads a block from now on: a power of two, at most 256.
extern "C" __attribute__((visibility("default"))) void kernels_threads(int threads) { wanted = threads; }
