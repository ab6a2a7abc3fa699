// A step of an optimizer as kernels of a GPU: a block for each chunk. Two kernels, for LAMB three; one more where LARC's gradients are clipped.
#include "flat_kernels.h"

namespace rossby::flat {

namespace {

constexpr int kThreads = 256;

enum Phase : int { Measure, MeasureAgain, Update, Descend };

// The threads of a block, each with every so many-th element; sums are known to all.
struct Threads {
    double* shared;

    template <typename Body>
    __device__ void each(int64_t n, Body body) const {
#pragma unroll 4
        for (int64_t i = threadIdx.x; i < n; i += blockDim.x) body(i);
    }

    template <typename Term>
    __device__ double sum(int64_t n, Term term) const {
        double mine = 0;
        for (int64_t i = threadIdx.x; i < n; i += blockDim.x) mine += term(i);
        shared[threadIdx.x] = mine;
        __syncthreads();
        for (unsigned width = blockDim.x / 2; width > 0; width /= 2) {
            if (threadIdx.x < width) shared[threadIdx.x] += shared[threadIdx.x + width];
            __syncthreads();
        }
        double all = shared[0];
        __syncthreads();
        return all;
    }

    __device__ void keep(double& place, double value) const {
        if (threadIdx.x == 0) place = value;
    }
};

// The last block that is done joins what all have found, and leaves the count as it was for the next kernel.
template <typename T>
__device__ void join(const Step<T>& s, int phase) {
    __shared__ bool is_last;
    __threadfence();
    __syncthreads();
    if (threadIdx.x == 0) is_last = atomicAdd(s.done, 1u) == gridDim.x - 1;
    __syncthreads();
    if (!is_last) return;
    __threadfence();
    const Row row = phase == Measure ? OfGradients : phase == MeasureAgain ? OfMixed : OfDirections;
    for (int32_t i = static_cast<int32_t>(threadIdx.x); i < s.n_segments; i += static_cast<int32_t>(blockDim.x)) {
        gather(s, row, i);
        if (phase == Measure && s.o.measures()) gather(s, OfWeights, i);
    }
    __syncthreads();
    if (threadIdx.x != 0) return;
    if (phase == Measure) prepare(s);
    if (s.o.clips() && phase == (s.o.measures_again() ? MeasureAgain : Measure)) clip(s, row);
    *s.done = 0;
}

template <typename T, int phase>
__global__ void run(const __grid_constant__ Step<T> s) {
    __shared__ double shared[kThreads];
    Threads block{shared};
    const int32_t chunk = static_cast<int32_t>(blockIdx.x);
    if (phase == Measure) measure(s, chunk, block);
    if (phase == MeasureAgain) measure_again(s, chunk, block);
    if (phase == Update) update(s, chunk, block);
    if (phase == Descend) descend(s, chunk, block);
    if (phase == Measure || phase == MeasureAgain || (phase == Update && s.o.kind == Kind::Lamb)) join(s, phase);
}

}  // namespace

void launch_on_cuda(const Step<float>& s, void* stream) {
    const unsigned blocks = static_cast<unsigned>(s.n_chunks);
    ROSSBY_LAUNCH((run<float, Measure>), blocks, kThreads, stream, s);
    if (s.o.measures_again()) ROSSBY_LAUNCH((run<float, MeasureAgain>), blocks, kThreads, stream, s);
    ROSSBY_LAUNCH((run<float, Update>), blocks, kThreads, stream, s);
    if (s.o.kind == Kind::Lamb) ROSSBY_LAUNCH((run<float, Descend>), blocks, kThreads, stream, s);
}

}  // namespace rossby::flat
