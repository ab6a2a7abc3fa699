// Compiled for several instruction sets, ROSSBY_SET being the name of one. Nothing here may be shared with code for another set, so that nothing but
// these loops is included: an inline function of the standard library would be compiled for this set and linked for all.
#include "kernels.h"

namespace rossby {
namespace {

// As wide as a register: of wider ones the compiler keeps every sum in memory, which takes three times as long.
#if defined __AVX512F__
constexpr int64_t kLanes = 16;
#elif defined __AVX__
constexpr int64_t kLanes = 8;
#else
constexpr int64_t kLanes = 4;
#endif
typedef float V __attribute__((vector_size(4 * kLanes)));
typedef uint32_t U __attribute__((vector_size(4 * kLanes)));
typedef uint16_t H __attribute__((vector_size(2 * kLanes)));

inline V widen(H h) { return (V)(__builtin_convertvector(h, U) << 16); }

inline H narrow(V v) {
    U u = (U)v, nan = (U)(v != v);
    U rounded = (u + 0x7fff + ((u >> 16) & 1)) >> 16;
    return __builtin_convertvector((rounded & ~nan) | (nan & 0x7fc0), H);
}

// A vector of up to kLanes neighbouring channels.
template <bool Whole>
inline V load(const float* p, int64_t n) {
    V v = {};
    if (Whole) __builtin_memcpy(&v, p, sizeof v);
    else for (int64_t i = 0; i < n; i++) v[i] = p[i];
    return v;
}

template <bool Whole>
inline V load(const Bf16* p, int64_t n) {
    H h = {};
    if (Whole) __builtin_memcpy(&h, p, sizeof h);
    else for (int64_t i = 0; i < n; i++) h[i] = p[i].bits;
    return widen(h);
}

template <bool Whole>
inline void store(float* p, V v, int64_t n) {
    if (Whole) __builtin_memcpy(p, &v, sizeof v);
    else for (int64_t i = 0; i < n; i++) p[i] = v[i];
}

template <bool Whole>
inline void store(Bf16* p, V v, int64_t n) {
    H h = narrow(v);
    if (Whole) __builtin_memcpy(p, &h, sizeof h);
    else for (int64_t i = 0; i < n; i++) p[i].bits = h[i];
}

inline V where(V condition, V a, V b) { return (V)(((U)condition & (U)a) | (~(U)condition & (U)b)); }

inline V positive(V v) { return (V)(v > 0); }

// Calls f.template run<N, Whole>(channel, n) over the channels: four vectors at once, one, and the rest of one.
template <typename F>
inline void over_channels(int64_t channels, F f) {
    int64_t c = 0;
    for (; c + 4 * kLanes <= channels; c += 4 * kLanes) f.template run<4, true>(c, kLanes);
    for (; c + kLanes <= channels; c += kLanes) f.template run<1, true>(c, kLanes);
    if (c < channels) f.template run<1, false>(c, channels - c);
}

template <typename T>
struct Moments {
    const T* x;
    int64_t rows, channels;
    const float* pivot;
    float *sum, *squares;

    template <int N, bool Whole>
    inline void run(int64_t c, int64_t n) {
        V p[N], s[N] = {}, q[N] = {};
        for (int k = 0; k < N; k++) p[k] = load<Whole>(pivot + c + k * kLanes, n);
        for (int64_t r = 0; r < rows; r++)
            for (int k = 0; k < N; k++) {
                V d = load<Whole>(x + r * channels + c + k * kLanes, n) - p[k];
                s[k] += d;
                q[k] += d * d;
            }
        for (int k = 0; k < N; k++) {
            float *to = sum + c + k * kLanes, *square = squares + c + k * kLanes;
            store<Whole>(to, load<Whole>(to, n) + s[k], n);
            store<Whole>(square, load<Whole>(square, n) + q[k], n);
        }
    }
};

template <typename T>
void moments(const T* x, int64_t rows, int64_t channels, const float* pivot, float* sum, float* squares) {
    over_channels(channels, Moments<T>{x, rows, channels, pivot, sum, squares});
}

template <typename T>
struct Activate {
    const T *x, *add;
    T* y;
    const float *scale, *shift, *slope;

    template <int N, bool Whole>
    inline void run(int64_t c, int64_t n) {
        for (int k = 0; k < N; k++, c += kLanes) {
            V z = load<Whole>(x + c, n) * load<Whole>(scale + c, n) + load<Whole>(shift + c, n);
            if (add) z += load<Whole>(add + c, n);
            store<Whole>(y + c, where(positive(z), z, z * load<Whole>(slope + c, n)), n);
        }
    }
};

template <typename T>
void activate(const T* x, const T* add, T* y, int64_t rows, int64_t channels, const float* scale, const float* shift, const float* slope) {
    for (int64_t i = 0; i < rows * channels; i += channels)
        over_channels(channels, Activate<T>{x + i, add ? add + i : nullptr, y + i, scale, shift, slope});
}

template <typename T>
struct ActivateSums {
    const T *dy, *x, *y;
    int64_t rows, channels;
    const float *scale, *shift, *slope, *mean;
    float *sum, *sum_x, *sum_slope;

    template <int N, bool Whole>
    inline void run(int64_t c0, int64_t n) {
        for (int64_t c = c0; c < c0 + N * kLanes; c += kLanes) {
            V a = load<Whole>(scale + c, n), b = load<Whole>(shift + c, n), f = load<Whole>(slope + c, n), m = load<Whole>(mean + c, n);
            V s = {}, sx = {}, sf = {};
            for (int64_t r = 0; r < rows; r++) {
                int64_t i = r * channels + c;
                V v = load<Whole>(x + i, n), d = load<Whole>(dy + i, n), z = v * a + b;
                V on = positive(y ? load<Whole>(y + i, n) : z), g = where(on, d, d * f);
                s += g;
                sx += g * (v - m);
                sf += where(on, V{}, d * z);
            }
            store<Whole>(sum + c, load<Whole>(sum + c, n) + s, n);
            store<Whole>(sum_x + c, load<Whole>(sum_x + c, n) + sx, n);
            store<Whole>(sum_slope + c, load<Whole>(sum_slope + c, n) + sf, n);
        }
    }
};

template <typename T>
void activate_sums(const T* dy, const T* x, const T* y, int64_t rows, int64_t channels, const float* scale, const float* shift, const float* slope,
                   const float* mean, float* sum, float* sum_x, float* sum_slope) {
    over_channels(channels, ActivateSums<T>{dy, x, y, rows, channels, scale, shift, slope, mean, sum, sum_x, sum_slope});
}

template <typename T>
struct ActivateBack {
    const T *dy, *x, *y;
    T *dx, *dadd;
    const float *scale, *shift, *slope, *of_g, *of_x, *rest;

    template <int N, bool Whole>
    inline void run(int64_t c, int64_t n) {
        for (int k = 0; k < N; k++, c += kLanes) {
            V v = load<Whole>(x + c, n), d = load<Whole>(dy + c, n);
            V on = positive(y ? load<Whole>(y + c, n) : v * load<Whole>(scale + c, n) + load<Whole>(shift + c, n));
            V g = where(on, d, d * load<Whole>(slope + c, n));
            if (dadd) store<Whole>(dadd + c, g, n);
            store<Whole>(dx + c, g * load<Whole>(of_g + c, n) + v * load<Whole>(of_x + c, n) + load<Whole>(rest + c, n), n);
        }
    }
};

template <typename T>
void activate_back(const T* dy, const T* x, const T* y, T* dx, T* dadd, int64_t rows, int64_t channels, const float* scale, const float* shift,
                   const float* slope, const float* of_g, const float* of_x, const float* rest) {
    for (int64_t i = 0; i < rows * channels; i += channels)
        over_channels(channels, ActivateBack<T>{dy + i, x + i, y ? y + i : nullptr, dx + i, dadd ? dadd + i : nullptr, scale, shift, slope, of_g, of_x, rest});
}

template <typename T>
struct DepthwiseRow {
    const T* in;
    const float* weight;
    T* out;
    int64_t channels, in_width, row, out_width, kernel_width;
    Neighbours rows, columns;

    // Outputs that share the weights they load; with four vectors each, as many sums as registers hold beside them.
    static constexpr int kBeside = 3;

    // Whether output i meets by the same taps what lies `step` cells behind that of the output before it.
    inline bool follows(int64_t i, int64_t step) const {
        int32_t before = columns.first[i - 1], own = columns.first[i], n = own - before;
        if (columns.first[i + 1] - own != n) return false;
        for (int32_t q = 0; q < n; q++)
            if (columns.tap[own + q] != columns.tap[before + q] || columns.cell[own + q] != columns.cell[before + q] + step) return false;
        return true;
    }

    // The distance of what kBeside outputs from i on meet, 0 where they do not follow each other.
    inline int64_t step_from(int64_t i) const {
        if (i + kBeside > out_width || columns.first[i] == columns.first[i + 1] || columns.first[i + 1] == columns.first[i + 2]) return 0;
        int64_t step = columns.cell[columns.first[i + 1]] - columns.cell[columns.first[i]];
        for (int64_t m = 1; m < kBeside; m++)
            if (!follows(i + m, step)) return 0;
        return step;
    }

    template <int M, int N, bool Whole>
    inline void cells(int64_t i, int64_t step, int64_t c, int64_t n) {
        V sum[M][N] = {};
        for (int32_t r = rows.first[row]; r < rows.first[row + 1]; r++)
            for (int32_t q = columns.first[i]; q < columns.first[i + 1]; q++) {
                const T* x = in + (rows.cell[r] * in_width + columns.cell[q]) * channels + c;
                const float* w = weight + (rows.tap[r] * kernel_width + columns.tap[q]) * channels + c;
                for (int k = 0; k < N; k++) {
                    V v = load<Whole>(w + k * kLanes, n);
                    for (int m = 0; m < M; m++) sum[m][k] += load<Whole>(x + m * step * channels + k * kLanes, n) * v;
                }
            }
        for (int m = 0; m < M; m++)
            for (int k = 0; k < N; k++) store<Whole>(out + (i + m) * channels + c + k * kLanes, sum[m][k], n);
    }

    template <int N, bool Whole>
    inline void run(int64_t c, int64_t n) {
        for (int64_t i = 0; i < out_width;) {
            int64_t step = step_from(i);
            if (step != 0) cells<kBeside, N, Whole>(i, step, c, n);
            else cells<1, N, Whole>(i, 0, c, n);
            i += step != 0 ? kBeside : 1;
        }
    }
};

template <typename T>
void depthwise_row(const T* in, const float* weight, T* out, int64_t channels, int64_t in_width, int64_t row, int64_t out_width, int64_t kernel_width,
                   Neighbours rows, Neighbours columns) {
    over_channels(channels, DepthwiseRow<T>{in, weight, out, channels, in_width, row, out_width, kernel_width, rows, columns});
}

template <typename T>
struct DepthwiseWeights {
    const T *in, *dy;
    float* gradient;
    int64_t channels, in_width, begin, end, out_width, kernel_width;
    Neighbours rows, columns;

    template <int N, bool Whole>
    inline void run(int64_t c, int64_t n) {
        for (int64_t i = begin; i < end; i++)
            for (int32_t r = rows.first[i]; r < rows.first[i + 1]; r++)
                for (int64_t tap = 0; tap < kernel_width; tap++) {
                    const T *x = in + rows.cell[r] * in_width * channels + c, *d = dy + i * out_width * channels + c;
                    float* to = gradient + (rows.tap[r] * kernel_width + tap) * channels + c;
                    V sum[N];
                    for (int k = 0; k < N; k++) sum[k] = load<Whole>(to + k * kLanes, n);
                    for (int32_t q = columns.first[tap]; q < columns.first[tap + 1]; q++)
                        for (int k = 0; k < N; k++)
                            sum[k] += load<Whole>(x + columns.cell[q] * channels + k * kLanes, n) * load<Whole>(d + columns.tap[q] * channels + k * kLanes, n);
                    for (int k = 0; k < N; k++) store<Whole>(to + k * kLanes, sum[k], n);
                }
    }
};

template <typename T>
void depthwise_weights(const T* in, const T* dy, float* gradient, int64_t channels, int64_t in_width, int64_t begin, int64_t end, int64_t out_width,
                       int64_t kernel_width, Neighbours rows, Neighbours columns) {
    over_channels(channels, DepthwiseWeights<T>{in, dy, gradient, channels, in_width, begin, end, out_width, kernel_width, rows, columns});
}

template <typename T>
constexpr Kernels<T> all = {moments<T>, activate<T>, activate_sums<T>, activate_back<T>, depthwise_row<T>, depthwise_weights<T>};

}  // namespace

namespace ROSSBY_SET {
extern const Kernels<float> wide;
extern const Kernels<Bf16> half;
const Kernels<float> wide = all<float>;
const Kernels<Bf16> half = all<Bf16>;
}  // namespace ROSSBY_SET

}  // namespace rossby
