// Loops over channels-last maps, compiled once for each instruction set; kernels.cpp chooses at run time. C channels lie next to each other, a row is
// one cell of a map. Sums are taken in float over few hundred rows at most, and put together in double by the caller, in an order of its own.
#pragma once
#include <cstdint>

namespace rossby {

// The memory of c10::BFloat16.
struct Bf16 {
    uint16_t bits;
};

// Which cells along one dimension belong to cell i: entries first[i] to first[i + 1], each with a place in the kernel.
struct Neighbours {
    const int32_t *first, *cell, *tap;
};

template <typename T>
struct Kernels {
    // Adds the sums of x - pivot and of its squares.
    void (*moments)(const T* x, int64_t rows, int64_t channels, const float* pivot, float* sum, float* squares);

    // y = f(scale x + shift + add), f(z) = z where positive, else slope z; add may be null.
    void (*activate)(const T* x, const T* add, T* y, int64_t rows, int64_t channels, const float* scale, const float* shift, const float* slope);

    // With g = f' dy: adds the sums of g, of g (x - mean), and of dy z where z is negative. f' is told from y if it is given, else from x.
    void (*activate_sums)(const T* dy, const T* x, const T* y, int64_t rows, int64_t channels, const float* scale, const float* shift, const float* slope,
                          const float* mean, float* sum, float* sum_x, float* sum_slope);

    // dx = of_g g + of_x x + rest, and dadd = g if it is not null.
    void (*activate_back)(const T* dy, const T* x, const T* y, T* dx, T* dadd, int64_t rows, int64_t channels, const float* scale, const float* shift,
                          const float* slope, const float* of_g, const float* of_x, const float* rest);

    // One row of a depthwise convolution or of its adjoint: out[i] = sum of weight[tap] in[cell]; weight [taps, C].
    void (*depthwise_row)(const T* in, const float* weight, T* out, int64_t channels, int64_t in_width, int64_t row, int64_t out_width, int64_t kernel_width,
                          Neighbours rows, Neighbours columns);

    // Adds dy[i] in[cell] to gradient[tap] over some rows. Of the columns, entries first[tap] to first[tap + 1] are pairs: cell of `in`, and in `tap` of dy.
    void (*depthwise_weights)(const T* in, const T* dy, float* gradient, int64_t channels, int64_t in_width, int64_t begin, int64_t end, int64_t out_width,
                              int64_t kernel_width, Neighbours rows, Neighbours columns);
};

// The best that this processor runs.
const Kernels<float>& kernels(float);
const Kernels<Bf16>& kernels(Bf16);

}  // namespace rossby
