// A transposed convolution that gives few channels, of which oneDNN fills no register: first what each cell gives to each of its taps, by a convolution of one tap,
// then each cell's sum.
#pragma once
#include "maps.h"
#include "packed.h"

#ifdef ROSSBY_ONEDNN

namespace rossby {

class PackedScatter final : public PackedLayer {
public:
    PackedScatter(const Tensor& x, const Tensor& weight, const Tensor& bias, Window window, at::IntArrayRef more, bool relu)
        : sizes(weight.sizes().vec()), more(more.vec()), window(std::move(window)), bias(bias), relu(relu),
          taps(x, at::kFloat, by_taps(weight), Tensor(), {{1, 1}, {0, 0}, {1, 1}}, /*relu=*/false, /*adds=*/false) {}

    static bool fits(at::ScalarType t, at::IntArrayRef weight) { return t == at::kFloat && !onednn::has_avx512() && weight[1] < kRegister; }

    bool takes(const Tensor& x) const override { return taps.takes(x); }

    Tensor run(const Tensor& map, const Tensor&) override {
        Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast), given = taps.run(x, Tensor());
        Tensor y = at::empty(window.result_of_transposed(x, sizes[1], at::IntArrayRef(sizes).slice(2), more), x.options(), at::MemoryFormat::ChannelsLast);
        at::parallel_for(0, y.size(0) * y.size(2), 1, [&](int64_t begin, int64_t end) {
            for (int64_t i = begin; i < end; i++) add_row(given, y, i / y.size(2), i % y.size(2));
        });
        return y;
    }

private:
    static constexpr int64_t kRegister = 8;

    // [taps x D, C, 1, 1], and zeros up to whole registers.
    static Tensor by_taps(const Tensor& weight) {
        Tensor w = weight.permute({2, 3, 1, 0}).reshape({-1, weight.size(0), 1, 1});
        return at::constant_pad_nd(w, {0, 0, 0, 0, 0, 0, 0, (w.size(0) + kRegister - 1) / kRegister * kRegister - w.size(0)});
    }

    void add_row(const Tensor& given, const Tensor& y, int64_t n, int64_t row) const {
        int64_t d = sizes[1], height = given.size(2), width = given.size(3), channels = given.size(1);
        float* to = raw<float>(y) + (n * y.size(2) + row) * y.size(3) * d;
        for (int64_t column = 0; column < y.size(3); column++, to += d) {
            for (int64_t k = 0; k < d; k++) to[k] = bias.defined() ? raw<float>(bias)[k] : 0;
            for (int64_t i = 0; i < sizes[2]; i++) {
                int64_t r = row + window.padding[0] - i;
                if (r < 0 || r % window.stride[0] != 0 || r / window.stride[0] >= height) continue;
                for (int64_t j = 0; j < sizes[3]; j++) {
                    int64_t c = column + window.padding[1] - j;
                    if (c < 0 || c % window.stride[1] != 0 || c / window.stride[1] >= width) continue;
                    const float* from = raw<float>(given) + ((n * height + r / window.stride[0]) * width + c / window.stride[1]) * channels + (i * sizes[3] + j) * d;
                    for (int64_t k = 0; k < d; k++) to[k] += from[k];
                }
            }
            if (relu) for (int64_t k = 0; k < d; k++) to[k] = std::max(to[k], 0.0f);
        }
    }

    std::vector<int64_t> sizes, more;
    Window window;
    Tensor bias;
    bool relu;
    PackedConvolution taps;
};

}  // namespace rossby

#endif
