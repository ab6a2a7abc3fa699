// Padding. rt_pad_grid is ours: libtorch's own circular padding gives up the channels-last order, and two passes
// (longitude, then latitude) would copy the field twice.
#include "edges.h"

#include <torch/csrc/autograd/custom_function.h>

using namespace rossby;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

namespace {

struct Edges {
    int64_t top, bottom, left, right;
    bool periodic_latitude, periodic_longitude;
};

// Fills the margin of `to` along one dimension from its own interior [before, before + size).
void fill_margin(Tensor& to, int64_t dim, int64_t before, int64_t after, int64_t size, bool periodic) {
    if (before > 0) to.narrow(dim, 0, before).copy_(periodic ? to.narrow(dim, size, before) : to.narrow(dim, before, 1).expand_as(to.narrow(dim, 0, before)));
    if (after > 0) {
        Tensor margin = to.narrow(dim, before + size, after);
        margin.copy_(periodic ? to.narrow(dim, before, after) : to.narrow(dim, before + size - 1, 1).expand_as(margin));
    }
}

// The adjoint of fill_margin: adds the margin's gradient to the cells that it came from.
void gather_margin(Tensor& g, int64_t dim, int64_t before, int64_t after, int64_t size, bool periodic) {
    if (before > 0) {
        Tensor margin = g.narrow(dim, 0, before);
        if (periodic) g.narrow(dim, size, before).add_(margin);
        else g.narrow(dim, before, 1).add_(margin.sum(dim, true));
    }
    if (after > 0) {
        Tensor margin = g.narrow(dim, before + size, after);
        if (periodic) g.narrow(dim, before, after).add_(margin);
        else g.narrow(dim, before + size - 1, 1).add_(margin.sum(dim, true));
    }
}

Tensor pad_grid(const Tensor& x, const Edges& e) {
    int64_t height = x.size(2), width = x.size(3);
    Tensor to = at::empty({x.size(0), x.size(1), height + e.top + e.bottom, width + e.left + e.right}, x.options().memory_format(x.suggest_memory_format()));
    to.narrow(2, e.top, height).narrow(3, e.left, width).copy_(x);
    Tensor rows = to.narrow(2, e.top, height);
    fill_margin(rows, 3, e.left, e.right, width, e.periodic_longitude);
    fill_margin(to, 2, e.top, e.bottom, height, e.periodic_latitude);
    return to;
}

struct PadGrid : torch::autograd::Function<PadGrid> {
    static Tensor forward(AutogradContext* context, const Tensor& x, int64_t top, int64_t bottom, int64_t left, int64_t right, bool latitude, bool longitude) {
        context->saved_data["margins"] = std::vector<int64_t>{top, bottom, left, right, latitude, longitude, x.size(2), x.size(3)};
        context->saved_data["channels_last"] = x.suggest_memory_format() == at::MemoryFormat::ChannelsLast;
        return pad_grid(x, {top, bottom, left, right, latitude, longitude});
    }

    static variable_list backward(AutogradContext* context, variable_list gradients) {
        auto m = context->saved_data["margins"].toIntVector();
        auto format = context->saved_data["channels_last"].toBool() ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
        int64_t top = m[0], bottom = m[1], left = m[2], right = m[3], height = m[6], width = m[7];
        // In place on the incoming gradient's copy: latitude first, the reverse of the forward order.
        Tensor g = gradients[0].clone(format);
        gather_margin(g, 2, top, bottom, height, m[4] != 0);
        Tensor rows = g.narrow(2, top, height);
        gather_margin(rows, 3, left, right, width, m[5] != 0);
        return {rows.narrow(3, left, width).contiguous(format), Tensor(), Tensor(), Tensor(), Tensor(), Tensor(), Tensor()};
    }
};

Tensor checked_pad_grid(const Tensor& x, int64_t top, int64_t bottom, int64_t left, int64_t right, bool latitude, bool longitude) {
    TORCH_CHECK(x.dim() == 4, "expected [B, C, H, W]");
    TORCH_CHECK(!longitude || std::max(left, right) <= x.size(3), "a periodic margin of ", std::max(left, right), " columns is wider than the ", x.size(3), " columns of the map");
    TORCH_CHECK(!latitude || std::max(top, bottom) <= x.size(2), "a periodic margin of ", std::max(top, bottom), " rows is higher than the ", x.size(2), " rows of the map");
    return PadGrid::apply(x, top, bottom, left, right, latitude, longitude);
}

}  // namespace

namespace rossby {

Tensor with_margins(const Tensor& x, int64_t top, int64_t bottom, int64_t left, int64_t right, Edge latitude, Edge longitude) {
    return checked_pad_grid(x, top, bottom, left, right, latitude == Edge::Periodic, longitude == Edge::Periodic);
}

}  // namespace rossby

extern "C" {

int rt_pad(rt_tensor a, const int64_t* pad, int n, const char* mode, double value, rt_tensor* out)
    GIVES(std::string(mode) == "constant" ? at::constant_pad_nd(of(a), ints(pad, n), value) : at::pad(of(a), ints(pad, n), mode))

int rt_pad_grid(rt_tensor a, int64_t top, int64_t bottom, int64_t left, int64_t right, int periodic_latitude, int periodic_longitude, rt_tensor* out)
    GIVES(checked_pad_grid(of(a), top, bottom, left, right, periodic_latitude != 0, periodic_longitude != 0))

}  // extern "C"
