#include "onednn.h"

#ifdef ROSSBY_ONEDNN

namespace rossby {
namespace onednn {

dnnl::engine& engine() {
    static auto* one = new dnnl::engine(dnnl::engine::kind::cpu, 0);
    return *one;
}

void execute(const dnnl::primitive& what, std::unordered_map<int, memory> arguments, const memory::desc& scratchpad) {
    Tensor scratch = bytes(scratchpad);
    arguments.emplace(DNNL_ARG_SCRATCHPAD, at(scratchpad, scratch));
    dnnl::stream stream(engine());
    what.execute(stream, arguments);
    stream.wait();
}

Ordered Ordered::in(const memory::desc& wanted) const {
    if (layout == wanted) return *this;
    Ordered other{wanted, bytes(wanted)};
    write(other);
    return other;
}

void Ordered::write(const Ordered& to) const {
    if (held.data_ptr() == to.held.data_ptr()) return;
    memory source = handle(), target = to.handle();
    dnnl::stream stream(engine());
    dnnl::reorder(source, target).execute(stream, source, target);
    stream.wait();
}

}  // namespace onednn
}  // namespace rossby

#endif
