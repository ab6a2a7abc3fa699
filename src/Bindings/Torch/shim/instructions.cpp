// oneDNN 3.7 is wrong on processors with AVX-512 (its issue 3280; Debian 13's 3.7.2 on a Zen 5): as it brings numbers into the order of its kernels it leaves out
// some that fill no whole register, so that convolutions in bf16, and in fp32 of channels that are no multiple of 16, are far off, forward and backward; and it
// divides by zero as it prepares some bf16 convolutions, of which the process dies. Held to AVX2 it is right on channels-last maps, and no slower there: bf16
// then is emulated as where there is none. Whoever sets ONEDNN_MAX_CPU_ISA decides alone.
//
// oneDNN's kernels for bf16 begin with AVX-512, and libtorch's own, which take their place, are slow: a training step of DeepCAM's network at 96 x 144 takes 12.0 s
// in place of 0.7 in fp32. Without them products are made in fp32 of what is rounded to bf16, which takes 0.8 s.
#include "narrow.h"

#include <ATen/Version.h>

#include <cstdlib>

#ifdef __x86_64__

namespace {

bool has(const char* variable) { return std::getenv(variable) != nullptr; }

// As the shim is loaded: oneDNN reads the variable when it is first asked for a primitive.
const bool held = [] {
    bool wrong = at::get_mkldnn_version().find(" v3.7.") != std::string::npos && __builtin_cpu_supports("avx512f");
    if (!wrong || has("DNNL_MAX_CPU_ISA") || has("ONEDNN_MAX_CPU_ISA")) return false;
    setenv("ONEDNN_MAX_CPU_ISA", "AVX2", /*overwrite=*/0);
    return true;
}();

}  // namespace

bool rossby::has_narrow_products() noexcept {
    static const bool has = !held && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    return has;
}

#else

bool rossby::has_narrow_products() noexcept { return true; }

#endif
