// A widely dilated convolution whose weights are laid out once: each tap is a 1 x 1 convolution of its own, so that a map of any size runs those that meet
// something and no others (atrous.cpp), and what they give is added where it belongs, in float.
#include "packed.h"
#include "taps.h"

using namespace rossby;

#ifdef ROSSBY_ONEDNN

namespace {

class PackedAtrous final : public PackedLayer {
public:
    PackedAtrous(const Tensor& x, const Tensor& weight, const Tensor& bias, int64_t dilation, Edge latitude, Edge longitude, bool relu)
        : kernel(weight.size(2)), dilation(dilation), latitude(latitude), longitude(longitude), relu(relu) {
        for (int64_t tap = 0; tap < kernel * kernel; tap++) {
            Tensor one = weight.narrow(2, tap / kernel, 1).narrow(3, tap % kernel, 1);
            // The middle one, which meets every cell, brings the bias.
            taps.push_back(std::make_unique<PackedConvolution>(x, at::kFloat, one, tap == middle() ? bias : Tensor(), Window{{1, 1}, {0, 0}, {1, 1}}, false, false));
        }
    }

    bool takes(const Tensor& x) const override { return taps[0]->takes(x); }

    Tensor run(const Tensor& map, const Tensor&) override {
        Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast), y = rows_of(middle(), x);
        int64_t margin = dilation * (kernel - 1) / 2;
        require_margin(margin, x.size(2), latitude);
        require_margin(margin, x.size(3), longitude);
        Taps t = taps_of(x.size(2), x.size(3), kernel, dilation, latitude, longitude);
        Tensor worth;
        int64_t of_worth = -1;
        over(t, [&](int64_t kept, const Run& r, const Run& c) {
            auto columns = static_cast<int64_t>(t.columns.size());
            int64_t tap = t.kept_rows[static_cast<size_t>(kept / columns)] * kernel + t.kept_columns[static_cast<size_t>(kept % columns)];
            if (tap == middle()) return;
            if (tap != of_worth) worth = rows_of(of_worth = tap, x);
            outputs(y, r, c).add_(inputs(worth, r, c));
        });
        if (relu) y.relu_();
        return y.to(x.scalar_type()).permute({0, 3, 1, 2});
    }

private:
    int64_t middle() const { return kernel * kernel / 2; }

    // [B, H, W, D]
    Tensor rows_of(int64_t tap, const Tensor& x) { return taps[static_cast<size_t>(tap)]->run(x, Tensor()).permute({0, 2, 3, 1}); }

    int64_t kernel, dilation;
    Edge latitude, longitude;
    bool relu;
    std::vector<std::unique_ptr<PackedConvolution>> taps;
};

}  // namespace

#endif

extern "C" {

int rt_pack_atrous(rt_tensor x, rt_tensor weight, int64_t dilation, int latitude, int longitude, const rt_tail* tail, rt_packed* out) DOES({
    *out = nullptr;
#ifdef ROSSBY_ONEDNN
    Tail behind = Tail::from(*tail);
    if (!can_pack(of(x)) || behind.adds) return;
    give_packed(out, new PackedAtrous(of(x), behind.into_weight(of(weight), 0), behind.into_bias({}), dilation, static_cast<Edge>(latitude), static_cast<Edge>(longitude), behind.relu));
#endif
})

}  // extern "C"
