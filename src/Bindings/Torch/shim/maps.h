// What our own layers on the CPU share: raw channels-last maps, and loops over parts whose number depends on the shape alone.
#pragma once
#include "guard.h"
#include "kernels/kernels.h"

#include <ATen/Parallel.h>

namespace rossby {

// Whether a map [B, C, H, W] is one that our own loops can walk.
inline bool is_raw_map(const Tensor& x) {
    return x.is_cpu() && x.dim() == 4 && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16) && x.numel() > 0 &&
           x.is_contiguous(at::MemoryFormat::ChannelsLast);
}

// The same values in the order of a raw map.
inline Tensor raw_map(const Tensor& x) { return x.contiguous(at::MemoryFormat::ChannelsLast); }

template <typename T>
T* raw(const Tensor& x) { return static_cast<T*>(x.data_ptr()); }

inline Tensor floats(const Tensor& x) { return x.to(at::kFloat).contiguous(); }

// Calls body(T{}) with the element type of a raw map.
template <typename Body>
void with_type(const Tensor& x, Body body) {
    if (x.scalar_type() == at::kFloat) body(float{});
    else body(Bf16{});
}

// Sums over parts of at most kPart rows: body(part, begin, end) fills its own `width` floats of the scratch, which are then added in double in the order
// of the parts. The bits do not depend on the number of threads.
constexpr int64_t kPart = 256;

template <typename Body>
std::vector<double> sum_over_parts(int64_t rows, int64_t width, Body body) {
    int64_t parts = (rows + kPart - 1) / kPart;
    std::vector<float> scratch(static_cast<size_t>(parts * width), 0.0f);
    at::parallel_for(0, parts, 1, [&](int64_t first, int64_t last) {
        for (int64_t part = first; part < last; part++) body(scratch.data() + part * width, part * kPart, std::min(rows, (part + 1) * kPart));
    });
    std::vector<double> sum(static_cast<size_t>(width), 0.0);
    for (int64_t part = 0; part < parts; part++)
        for (int64_t i = 0; i < width; i++) sum[static_cast<size_t>(i)] += static_cast<double>(scratch[static_cast<size_t>(part * width + i)]);
    return sum;
}

// Rows of a map in pieces for the threads.
template <typename Body>
void over_rows(int64_t rows, int64_t channels, Body body) {
    at::parallel_for(0, rows, std::max<int64_t>(1, 16384 / channels), body);
}

}  // namespace rossby
