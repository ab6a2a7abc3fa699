// Version, errors, threads: what belongs to the process and not to a tensor.
#include "narrow.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/csrc/api/include/torch/cuda.h>

#include <omp.h>

#include <atomic>
#include <cstring>
#include <mutex>

namespace rossby {

std::atomic<int64_t> live_handles{0};
static thread_local std::string last_error;

void remember(const char* message) noexcept {
    try {
        last_error = message;
    } catch (...) {
        last_error.clear();
    }
}

bool speaks_of_memory(const char* message) noexcept {
    return std::strstr(message, "not enough memory") != nullptr || std::strstr(message, "can't allocate memory") != nullptr;
}

int write_text(const std::string& text, char* buffer, int size) noexcept {
    if (size > 0) {
        size_t n = std::min(text.size(), static_cast<size_t>(size) - 1);
        std::memcpy(buffer, text.data(), n);
        buffer[n] = '\0';
    }
    return static_cast<int>(text.size());
}

static std::string describe(int what) {
    switch (what) {
        case 0: return TORCH_VERSION;
        case 1: return at::show_config();
        case 2: return at::get_parallel_info();
        default: return "";
    }
}

}  // namespace rossby

using namespace rossby;

extern "C" {

int rt_last_error(char* buffer, int size) { return write_text(last_error, buffer, size); }

int64_t rt_live_handles(void) { return live_handles.load(std::memory_order_relaxed); }

// Unlike the others: the length of the text, or -1.
int rt_info(int what, char* buffer, int size) {
    int length = -1;
    guard([&] { length = write_text(describe(what), buffer, size); });
    return length;
}

int rt_cuda_devices(int* count) DOES(*count = static_cast<int>(torch::cuda::device_count()))

int rt_set_threads(int intra_op, int inter_op) DOES({
    at::set_num_threads(intra_op);
    // The loops of this library may have another OpenMP runtime than libtorch, which pip's build brings along.
    omp_set_num_threads(intra_op);
    // libtorch takes this once per process, and throws the second time: also where two threads ask at once.
    static std::mutex asking;
    std::lock_guard<std::mutex> one(asking);
    if (inter_op > 0 && at::get_num_interop_threads() != inter_op) at::set_num_interop_threads(inter_op);
})

int rt_threads(int* intra_op, int* loops, int* inter_op) DOES({
    *intra_op = at::get_num_threads();
    std::atomic<int> parts{0};
    at::parallel_for(0, *intra_op, 1, [&](int64_t, int64_t) { parts++; });
    *loops = parts;
    *inter_op = at::get_num_interop_threads();
})

int rt_has_narrow_products(int* result) DOES(*result = has_narrow_products())

int rt_set_deterministic(int on) DOES({
    at::globalContext().setDeterministicAlgorithms(on != 0, /*warn_only=*/true);
    at::globalContext().setDeterministicCuDNN(on != 0);
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 2)
    // Filling every new tensor with NaN costs a pass over memory and changes no result of ours.
    at::globalContext().setDeterministicFillUninitializedMemory(false);
#endif
})

int rt_set_flush_denormal(int on, int* supported) DOES(*supported = at::globalContext().setFlushDenormal(on != 0) ? 1 : 0)

}  // extern "C"
