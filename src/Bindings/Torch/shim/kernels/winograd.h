// What lies about the products of a convolution of 3 x 3 taps by Winograd's algorithm (Lavin and Gray 2016, arXiv:1509.09308): maps to tiles and back. A tile of
// the map taken is brought into places, at each of which it meets the weight as in a convolution of one tap, and of all places a tile of the map given is made.
#pragma once
#include <cstdint>

namespace rossby {

// A channels-last map [H, W, C]; C is a multiple of 8. Cells beyond it are zeros.
struct TiledMap {
    int64_t channels, height, width;
};

struct TileRange {
    int64_t row, begin, end;
};

struct Winograd {
    static constexpr int64_t kBlock = 8, kTaps = 3;

    // Of a tile, along one dimension: places, and cells that it gives.
    int64_t places, gives;
    // G [places, 3].
    const float (*weight)[kTaps];

    // B^T x B of some tiles of one row, the first of the map beginning `top` and `left` cells outside; into `tiles` [places^2, C / 8, count, 8], from `at` on.
    void (*take)(const float* x, TiledMap map, int64_t top, int64_t left, TileRange range, float* tiles, int64_t count, int64_t at);

    // y = A^T m A + bias, where there is a bias (else null), + y where it `adds`, its negative part zero with `relu`.
    void (*give)(const float* tiles, int64_t count, int64_t at, float* y, TiledMap map, TileRange range, const float* bias, bool adds, bool relu);

    // A dy A^T, the adjoint of `give`; null for what nothing is trained by.
    void (*take_gradient)(const float* dy, TiledMap map, TileRange range, float* tiles, int64_t count, int64_t at);
};

// For this processor, of a convolution with stride 1: `exact` makes 16 products in place of 36 and rounds as the sum of all taps does, 5e-7 of what it gives; `coarse`
// 36 in place of 144, 4e-6, for answers alone. Of a transposed one with stride 2 and padding 1: 25 in place of 36, as exact as the first.
struct WinogradKernels {
    Winograd exact, coarse, transposed;
};
const WinogradKernels& winograd_kernels();

}  // namespace rossby
