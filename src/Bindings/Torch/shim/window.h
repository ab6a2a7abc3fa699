// How the kernel of a convolution goes over a map, along rows and columns.
#pragma once
#include "guard.h"

#include <vector>

namespace rossby {

struct Window {
    std::vector<int64_t> stride, padding, dilation;

    // Of x [B, C, H, W] and a weight [D, C, kH, kW].
    std::vector<int64_t> result_of(const Tensor& x, at::IntArrayRef weight) const {
        std::vector<int64_t> y = {x.size(0), weight[0]};
        for (size_t d = 0; d < 2; d++)
            y.push_back((x.size(static_cast<int64_t>(d) + 2) + 2 * padding[d] - dilation[d] * (weight[d + 2] - 1) - 1) / stride[d] + 1);
        TORCH_CHECK(y[2] > 0 && y[3] > 0, "a map of ", x.sizes(), " is smaller than a kernel of ", weight);
        return y;
    }

    // Of x [B, C, H, W], transposed: so many channels by a kernel of rows and columns, with `more` rows and columns on the far sides.
    std::vector<int64_t> result_of_transposed(const Tensor& x, int64_t channels, at::IntArrayRef kernel, at::IntArrayRef more) const {
        std::vector<int64_t> y = {x.size(0), channels};
        for (size_t d = 0; d < 2; d++) y.push_back((x.size(static_cast<int64_t>(d) + 2) - 1) * stride[d] - 2 * padding[d] + kernel[d] + more[d]);
        return y;
    }
};

}  // namespace rossby
