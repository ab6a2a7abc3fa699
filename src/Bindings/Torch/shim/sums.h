// Sums whose bits do not depend on the number of threads: blocks of fixed length, added in their order, in double.
#pragma once
#include "guard.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <vector>

namespace rossby {

constexpr int64_t kGrain = 16384;

// The sum of term(i) for i in [begin, end): eight sums side by side, which the compiler keeps in one register.
template <typename Term>
double sum_of_block(int64_t begin, int64_t end, Term term) {
    double lane[8] = {};
    int64_t i = begin;
    for (; i + 8 <= end; i += 8)
        for (int k = 0; k < 8; k++) lane[k] += term(i + k);
    for (; i < end; i++) lane[0] += term(i);
    double sum = 0;
    for (double s : lane) sum += s;
    return sum;
}

// The sum of term(i) for i in [0, n).
template <typename Term>
double sum_of(int64_t n, Term term) {
    int64_t blocks = (n + kGrain - 1) / kGrain;
    std::vector<double> partial(static_cast<size_t>(blocks));
    at::parallel_for(0, blocks, 1, [&](int64_t first, int64_t last) {
        for (int64_t b = first; b < last; b++) partial[static_cast<size_t>(b)] = sum_of_block(b * kGrain, std::min(n, (b + 1) * kGrain), term);
    });
    double sum = 0;
    for (double s : partial) sum += s;
    return sum;
}

template <typename T>
double sum_of_squares(const T* x, int64_t n) {
    return sum_of(n, [x](int64_t i) { return static_cast<double>(x[i]) * static_cast<double>(x[i]); });
}

// Whether raw loops may walk the tensor's memory.
inline bool lies_dense(const Tensor& t) {
    return t.is_cpu() && t.is_non_overlapping_and_dense() && (t.scalar_type() == at::kFloat || t.scalar_type() == at::kDouble);
}

// In double, where the tensor lies.
inline Tensor squares_of(const Tensor& t) { return t.to(at::kDouble).square().sum(); }

inline double sum_of_squares(const Tensor& t) {
    if (!lies_dense(t)) return squares_of(t).item<double>();
    return t.scalar_type() == at::kFloat ? sum_of_squares(t.data_ptr<float>(), t.numel()) : sum_of_squares(t.data_ptr<double>(), t.numel());
}

}  // namespace rossby
