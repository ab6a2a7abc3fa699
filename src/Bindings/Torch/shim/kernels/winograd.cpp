// Compiled for several instruction sets as loops.cpp is, and as little may be included.
#include "winograd.h"

namespace rossby {
namespace {

typedef float V __attribute__((vector_size(4 * Winograd::kBlock)));

constexpr int64_t kBlock = Winograd::kBlock;

inline V load(const float* p) {
    V v;
    __builtin_memcpy(&v, p, sizeof v);
    return v;
}

inline void store(float* p, V v) { __builtin_memcpy(p, &v, sizeof v); }

// F(2 x 2, 3 x 3) of the paper's section 4.1. Each of the three takes the values `step` apart.
struct Exact {
    static constexpr int takes = 4, step = 2, places = 4, gives = 2;
    static constexpr float weight[places][3] = {{1, 0, 0}, {0.5f, 0.5f, 0.5f}, {0.5f, -0.5f, 0.5f}, {0, 0, 1}};

    struct Take {  // B^T
        static constexpr int in = takes, out = places;
        static inline void run(const V* v, int s, V* o) {
            o[0] = v[0] - v[2 * s];
            o[1] = v[s] + v[2 * s];
            o[2] = v[2 * s] - v[s];
            o[3] = v[s] - v[3 * s];
        }
    };
    struct Give {  // A^T
        static constexpr int in = places, out = gives;
        static inline void run(const V* v, int s, V* o) {
            o[0] = v[0] + v[s] + v[2 * s];
            o[1] = v[s] - v[2 * s] - v[3 * s];
        }
    };
    struct TakeGradient {  // A
        static constexpr int in = gives, out = places;
        static inline void run(const V* v, int s, V* o) {
            o[0] = v[0];
            o[1] = v[0] + v[s];
            o[2] = v[0] - v[s];
            o[3] = -v[s];
        }
    };
};

// F(4 x 4, 3 x 3).
struct Coarse {
    static constexpr int takes = 6, step = 4, places = 6, gives = 4;
    static constexpr float weight[places][3] = {{0.25f, 0, 0}, {-1 / 6.0f, -1 / 6.0f, -1 / 6.0f}, {-1 / 6.0f, 1 / 6.0f, -1 / 6.0f},
                                                {1 / 24.0f, 1 / 12.0f, 1 / 6.0f}, {1 / 24.0f, -1 / 12.0f, 1 / 6.0f}, {0, 0, 1}};

    struct Take {
        static constexpr int in = takes, out = places;
        static inline void run(const V* v, int s, V* o) {
            V even = v[4 * s] - 4 * v[2 * s], odd = v[3 * s] - 4 * v[s], far = v[4 * s] - v[2 * s], twice = 2 * (v[3 * s] - v[s]);
            o[0] = 4 * v[0] - 5 * v[2 * s] + v[4 * s];
            o[1] = even + odd;
            o[2] = even - odd;
            o[3] = far + twice;
            o[4] = far - twice;
            o[5] = 4 * v[s] - 5 * v[3 * s] + v[5 * s];
        }
    };
    struct Give {
        static constexpr int in = places, out = gives;
        static inline void run(const V* v, int s, V* o) {
            V sum = v[s] + v[2 * s], difference = v[s] - v[2 * s], far = v[3 * s] + v[4 * s], twice = 2 * (v[3 * s] - v[4 * s]);
            o[0] = v[0] + sum + far;
            o[1] = difference + twice;
            o[2] = sum + 4 * far;
            o[3] = difference + 4 * twice + v[5 * s];
        }
    };
};

// With stride 2 transposed a cell given lies on one of those taken and has one tap, y_0 = w_1 x_0, or between two, y_1 = w_2 x_0 + w_0 x_1: two of the latter by
// F(2, 2), w_2 (x_0 - x_1) + (w_0 + w_2) x_1 and (w_0 + w_2) x_1 - w_0 (x_1 - x_2).
struct Transposed {
    static constexpr int takes = 3, step = 2, places = 5, gives = 4;
    static constexpr float weight[places][3] = {{0, 0, 1}, {1, 0, 1}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}};

    struct Take {
        static constexpr int in = takes, out = places;
        static inline void run(const V* v, int s, V* o) {
            o[0] = v[0] - v[s];
            o[1] = v[s];
            o[2] = v[s] - v[2 * s];
            o[3] = v[0];
            o[4] = v[s];
        }
    };
    struct Give {
        static constexpr int in = places, out = gives;
        static inline void run(const V* v, int s, V* o) {
            o[0] = v[3 * s];
            o[1] = v[0] + v[s];
            o[2] = v[4 * s];
            o[3] = v[s] - v[2 * s];
        }
    };
    struct TakeGradient {
        static constexpr int in = gives, out = places;
        static inline void run(const V* v, int s, V* o) {
            o[0] = v[s];
            o[1] = v[s] + v[3 * s];
            o[2] = -v[3 * s];
            o[3] = v[0];
            o[4] = v[2 * s];
        }
    };
};

// Along columns, then along rows.
template <typename T>
inline void both(const V* from, V* to) {
    V half[T::in * T::out];
    for (int j = 0; j < T::in; j++) {
        V column[T::out];
        T::run(from + j, T::in, column);
        for (int i = 0; i < T::out; i++) half[i * T::in + j] = column[i];
    }
    for (int i = 0; i < T::out; i++) T::run(half + i * T::in, 1, to + i * T::out);
}

// T of its cells from (row, column) on.
template <typename T>
inline void take_tile(const float* x, const TiledMap& map, int64_t row, int64_t column, int64_t channel, float* to, int64_t step) {
    constexpr int size = T::in;
    V cells[size * size], places[T::out * T::out];
    bool inside = row >= 0 && column >= 0 && row + size <= map.height && column + size <= map.width;
    for (int i = 0; i < size; i++)
        for (int j = 0; j < size; j++) {
            int64_t r = row + i, c = column + j;
            bool there = inside || (r >= 0 && c >= 0 && r < map.height && c < map.width);
            cells[i * size + j] = there ? load(x + (r * map.width + c) * map.channels + channel) : V{};
        }
    both<T>(cells, places);
    for (int k = 0; k < T::out * T::out; k++) store(to + k * step, places[k]);
}

template <typename T>
void take_tiles(const float* x, const TiledMap& map, int64_t top, int64_t left, int64_t step, TileRange range, float* tiles, int64_t count, int64_t at) {
    for (int64_t channel = 0; channel < map.channels; channel += kBlock)
        for (int64_t t = range.begin; t < range.end; t++)
            take_tile<T>(x, map, range.row * step - top, t * step - left, channel, tiles + channel * count + (at + t - range.begin) * kBlock, map.channels * count);
}

template <typename W>
void take(const float* x, TiledMap map, int64_t top, int64_t left, TileRange range, float* tiles, int64_t count, int64_t at) {
    take_tiles<typename W::Take>(x, map, top, left, W::step, range, tiles, count, at);
}

template <typename W>
void take_gradient(const float* dy, TiledMap map, TileRange range, float* tiles, int64_t count, int64_t at) {
    take_tiles<typename W::TakeGradient>(dy, map, 0, 0, W::gives, range, tiles, count, at);
}

template <typename W>
void give(const float* tiles, int64_t count, int64_t at, float* y, TiledMap map, TileRange range, const float* bias, bool adds, bool relu) {
    constexpr int size = W::gives, all = W::places * W::places;
    for (int64_t channel = 0; channel < map.channels; channel += kBlock) {
        V rest = bias == nullptr ? V{} : load(bias + channel);
        for (int64_t t = range.begin; t < range.end; t++) {
            const float* from = tiles + channel * count + (at + t - range.begin) * kBlock;
            V places[all], cells[size * size];
            for (int k = 0; k < all; k++) places[k] = load(from + k * map.channels * count);
            both<typename W::Give>(places, cells);
            for (int i = 0; i < size; i++)
                for (int j = 0; j < size; j++) {
                    int64_t r = range.row * size + i, c = t * size + j;
                    if (r >= map.height || c >= map.width) continue;
                    float* to = y + (r * map.width + c) * map.channels + channel;
                    V value = cells[i * size + j] + rest;
                    if (adds) value += load(to);
                    if (relu) value = value < 0 ? V{} : value;
                    store(to, value);
                }
        }
    }
}

template <typename W>
constexpr Winograd trained = {W::places, W::gives, W::weight, take<W>, give<W>, take_gradient<W>};
template <typename W>
constexpr Winograd answering = {W::places, W::gives, W::weight, take<W>, give<W>, nullptr};

}  // namespace

namespace ROSSBY_SET {
extern const WinogradKernels winograd;
const WinogradKernels winograd = {trained<Exact>, answering<Coarse>, trained<Transposed>};
}  // namespace ROSSBY_SET

}  // namespace rossby
