// Copies of many tensors at one moment, by the threads that have just computed and are still awake.
#include "guard.h"
#include "rossby_copies.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <omp.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace rossby {
namespace {

struct Block {
    const char* from;
    char* to;
    int64_t bytes;
};

// Past the caches: what is written is not read soon, and a line that is written whole need not be fetched first. memcpy does so only for blocks larger than
// the caches, which tensors are one by one not (benchmarks/checkpoint.sh).
void copy_past_caches(const char* from, char* to, int64_t bytes) {
    int64_t at = 0;
#ifdef __SSE2__
    constexpr int64_t line = 64;
    at = std::min<int64_t>(bytes, -reinterpret_cast<intptr_t>(to) & (line - 1));
    std::memcpy(to, from, static_cast<size_t>(at));
    for (; at + line <= bytes; at += line) {
        auto source = reinterpret_cast<const __m128i*>(from + at);
        auto target = reinterpret_cast<__m128i*>(to + at);
        __m128i a = _mm_loadu_si128(source), b = _mm_loadu_si128(source + 1), c = _mm_loadu_si128(source + 2), d = _mm_loadu_si128(source + 3);
        _mm_stream_si128(target, a);
        _mm_stream_si128(target + 1, b);
        _mm_stream_si128(target + 2, c);
        _mm_stream_si128(target + 3, d);
    }
#endif
    std::memcpy(to + at, from + at, static_cast<size_t>(bytes - at));
}

// Every thread takes as many bytes, wherever tensors begin and end.
void copy_blocks(const std::vector<Block>& blocks, int64_t total, int threads) {
#pragma omp parallel num_threads(threads)
    {
        int64_t team = omp_get_num_threads(), me = omp_get_thread_num(), first = total * me / team, last = total * (me + 1) / team, start = 0;
        for (const Block& block : blocks) {
            int64_t begin = std::max(first, start), end = std::min(last, start + block.bytes);
            if (begin < end) copy_past_caches(block.from + (begin - start), block.to + (begin - start), end - begin);
            start += block.bytes;
        }
#ifdef __SSE2__
        // Such stores may pass others, also the one that says that the copy is there.
        _mm_sfence();
#endif
    }
}

}  // namespace
}  // namespace rossby

using namespace rossby;

extern "C" {

int rt_copy_blocks(rt_tensor* tensors, void* const* destinations, const int64_t* bytes, int n, int threads) DOES({
    std::vector<Block> blocks;
    blocks.reserve(static_cast<size_t>(n));
    int64_t total = 0;
    for (int i = 0; i < n; i++) {
        const Tensor& t = at_index(tensors, i);
        TORCH_CHECK(t.device().is_cpu() && t.is_non_overlapping_and_dense(), "a tensor to be copied is no block of main memory");
        TORCH_CHECK(static_cast<int64_t>(t.nbytes()) == bytes[i], "the tensor holds ", t.nbytes(), " bytes, the destination ", bytes[i]);
        blocks.push_back({static_cast<const char*>(t.data_ptr()), static_cast<char*>(destinations[i]), bytes[i]});
        total += bytes[i];
    }
    copy_blocks(blocks, total, threads);
})

}  // extern "C"
