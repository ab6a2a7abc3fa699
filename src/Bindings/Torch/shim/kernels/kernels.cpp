// Chooses the loops for this processor.
#include "kernels.h"
#include "winograd.h"

namespace rossby {

#define ROSSBY_HAS(set)                 \
    namespace set {                     \
    extern const Kernels<float> wide;   \
    extern const Kernels<Bf16> half;    \
    extern const WinogradKernels winograd; \
    }
ROSSBY_HAS(any)
#ifdef __x86_64__
ROSSBY_HAS(v3)
ROSSBY_HAS(v4)
static const int level = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                                 __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512cd") ? 4
                         : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2") ? 3 : 0;
const Kernels<float>& kernels(float) { return level == 4 ? v4::wide : level == 3 ? v3::wide : any::wide; }
const Kernels<Bf16>& kernels(Bf16) { return level == 4 ? v4::half : level == 3 ? v3::half : any::half; }
const WinogradKernels& winograd_kernels() { return level == 4 ? v4::winograd : level == 3 ? v3::winograd : any::winograd; }
#else
const Kernels<float>& kernels(float) { return any::wide; }
const Kernels<Bf16>& kernels(Bf16) { return any::half; }
const WinogradKernels& winograd_kernels() { return any::winograd; }
#endif

}  // namespace rossby
