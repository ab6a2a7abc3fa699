#include "packed.h"

#ifdef ROSSBY_ONEDNN

namespace rossby {

Tensor PackedWinograd::run(const Tensor& map, const Tensor& added) {
    Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast);
    bool plain = more.empty();
    std::vector<int64_t> shape = plain ? window.result_of(x, sizes) : window.result_of_transposed(x, sizes[0], at::IntArrayRef(sizes).slice(2), more), none = {0, 0};
    // A sum is taken into what is there.
    Tensor y = adds ? added.clone(at::MemoryFormat::ChannelsLast) : at::empty(shape, x.options(), at::MemoryFormat::ChannelsLast);
    TORCH_CHECK(y.scalar_type() == at::kFloat && y.sizes() == shape, "what is added is not of the result's type and shape");
    winograd::pass(how, x, places, y, plain ? window.padding : none, bias, adds, relu);
    return y;
}

}  // namespace rossby

#endif
