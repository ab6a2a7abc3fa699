// oneDNN 3.7 is wrong on processors with AVX-512 (its issue 3280; Debian 13's 3.7.2 on a Zen 5): as it brings numbers into the order of its kernels it leaves out
// some that fill no whole register, so that convolutions in bf16, and in fp32 of channels that are no multiple of 16, are far off, forward and backward; and it
// divides by zero as it prepares some bf16 convolutions, of which the process dies. Held to AVX2 it is right on channels-last maps, and no slower there: bf16
// then is libtorch's own. Whoever sets ONEDNN_MAX_CPU_ISA decides alone.
#include "guard.h"

#include <ATen/Version.h>

#include <cstdlib>

#ifdef __x86_64__

namespace {

// As the shim is loaded: oneDNN reads the variable when it is first asked for a primitive.
[[maybe_unused]] const bool held = [] {
    bool wrong = at::get_mkldnn_version().find(" v3.7.") != std::string::npos && __builtin_cpu_supports("avx512f");
    if (wrong && std::getenv("DNNL_MAX_CPU_ISA") == nullptr) setenv("ONEDNN_MAX_CPU_ISA", "AVX2", /*overwrite=*/0);
    return wrong;
}();

}  // namespace
#endif
