// The kernels of a step, compiled where nvcc is.
#pragma once
#include "flat_step.h"

#ifdef __CUDACC__
#include <cuda_runtime.h>
// Fails by what cudaGetLastError says after it, which who calls looks at.
#define ROSSBY_LAUNCH(kernel, blocks, threads, stream, argument) (kernel)<<<(blocks), (threads), 0, static_cast<cudaStream_t>(stream)>>>(argument)
#endif

namespace rossby::flat {

// Enqueues a step in a stream of CUDA's.
void launch_on_cuda(const Step<float>& s, void* stream);

}  // namespace rossby::flat
