// Random numbers by counters: an element is a function of key and place alone, so neither threads nor a resumed run change it.
#include "guard.h"

#include <ATen/Parallel.h>

using namespace rossby;

namespace {

// SplitMix64's output function (Steele, Lea and Flood 2014).
uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

// Places are counted within a sample, in the order of memory.
Tensor dropout_mask(const Tensor& like, double probability, const uint64_t* keys, int n) {
    TORCH_CHECK(like.dim() > 0 && like.size(0) == n, "there are ", n, " keys for a batch of ", like.dim() > 0 ? like.size(0) : 0, " samples");
    TORCH_CHECK(probability >= 0 && probability < 1, "a share to drop must be in [0, 1), got ", probability);
    // Filled on the CPU in float32, then brought to the type and place of its model.
    Tensor mask = at::empty(like.sizes(), like.options().device(at::kCPU).dtype(at::kFloat).memory_format(like.suggest_memory_format()));
    float* values = mask.data_ptr<float>();
    float kept = static_cast<float>(1 / (1 - probability));
    int64_t sample = std::max<int64_t>(1, mask.numel() / std::max(1, n));
    uint64_t limit = static_cast<uint64_t>(probability * 9007199254740992.0);
    at::parallel_for(0, mask.numel(), 1 << 16, [&](int64_t begin, int64_t end) {
        for (int64_t i = begin; i < end;) {
            uint64_t key = keys[i / sample];
            for (int64_t last = std::min(end, (i / sample + 1) * sample); i < last; i++)
                values[i] = (mix(key + static_cast<uint64_t>(i % sample) * 0x9E3779B97F4A7C15u) >> 11) < limit ? 0.0f : kept;
        }
    });
    return mask.to(like.options());
}

}  // namespace

extern "C" {

int rt_dropout_mask(rt_tensor like, double probability, const uint64_t* keys, int n, rt_tensor* out) GIVES(dropout_mask(of(like), probability, keys, n))

}  // extern "C"
