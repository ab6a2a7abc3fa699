// Convolutions of a network that is not trained: oneDNN reads weights in an order of its own, into which libtorch brings them at every call. For a network
// whose maps are small that takes longer than the convolution. Here they are brought there once; kernels are those of libtorch.
#include "narrow.h"

#include <vector>

using namespace rossby;

#ifdef ROSSBY_ONEDNN
#include <dnnl.hpp>

#include <map>

namespace {

using dnnl::memory;
using dnnl::convolution_forward;

dnnl::engine& engine() {
    static auto* one = new dnnl::engine(dnnl::engine::kind::cpu, 0);
    return *one;
}

memory::data_type type_of(const Tensor& t) { return t.scalar_type() == at::kBFloat16 ? memory::data_type::bf16 : memory::data_type::f32; }

memory::dims dims_of(at::IntArrayRef values) { return {values.begin(), values.end()}; }

memory::desc channels_last(at::IntArrayRef sizes, memory::data_type type) { return {dims_of(sizes), type, memory::format_tag::nhwc}; }

Tensor bytes_of(const memory::desc& layout) { return at::empty({static_cast<int64_t>(layout.get_size())}, at::kByte); }

struct Packed {
    Packed(const Tensor& x, const Tensor& weight, const Tensor& bias, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation)
        : type(x.scalar_type()), sizes(weight.sizes().vec()), stride(stride.vec()), padding(padding.vec()), dilation(dilation.vec()) {
        Tensor given = weight.detach().to(type).contiguous(at::MemoryFormat::ChannelsLast);
        if (bias.defined()) this->bias = bias.detach().to(type).contiguous();
        first = {channels_last(sizes, type_of(x)), given};
        first = plan_for(x).weight;
    }

    Tensor run(const Tensor& map) {
        Tensor x = map.contiguous(at::MemoryFormat::ChannelsLast);
        const auto& [plan, weight] = plan_for(x);
        Tensor y = at::empty(result_of(x), x.options(), at::MemoryFormat::ChannelsLast), scratch = bytes_of(plan.scratchpad_desc());
        std::unordered_map<int, memory> arguments = {
            {DNNL_ARG_SRC, memory(plan.src_desc(), engine(), x.data_ptr())},
            {DNNL_ARG_WEIGHTS, memory(weight.layout, engine(), weight.bytes.data_ptr())},
            {DNNL_ARG_DST, memory(plan.dst_desc(), engine(), y.data_ptr())},
            {DNNL_ARG_SCRATCHPAD, memory(plan.scratchpad_desc(), engine(), scratch.data_ptr())}};
        if (bias.defined()) arguments.emplace(DNNL_ARG_BIAS, memory(plan.bias_desc(), engine(), bias.data_ptr()));
        dnnl::stream stream(engine());
        // oneDNN keeps what it made for equal descriptions.
        convolution_forward(plan).execute(stream, arguments);
        stream.wait();
        return y;
    }

    bool takes(const Tensor& x) const { return x.is_cpu() && x.scalar_type() == type && x.dim() == 4 && x.size(1) == sizes[1]; }

private:
    struct Weight {
        memory::desc layout;
        Tensor bytes;
    };

    struct Plan {
        convolution_forward::primitive_desc description;
        Weight weight;
    };

    // Maps of most sizes want the weight in the same order.
    const Plan& plan_for(const Tensor& x) {
        auto found = plans.find(x.sizes().vec());
        if (found != plans.end()) return found->second;
        Plan one{describe(x), first};
        if (one.description.weights_desc() != first.layout) {
            one.weight = {one.description.weights_desc(), bytes_of(one.description.weights_desc())};
            dnnl::stream stream(engine());
            memory from(first.layout, engine(), first.bytes.data_ptr()), to(one.weight.layout, engine(), one.weight.bytes.data_ptr());
            dnnl::reorder(from, to).execute(stream, from, to);
            stream.wait();
        }
        return plans.emplace(x.sizes().vec(), one).first->second;
    }

    std::vector<int64_t> result_of(const Tensor& x) const {
        std::vector<int64_t> result = {x.size(0), sizes[0]};
        for (size_t d = 0; d < 2; d++)
            result.push_back((x.size(static_cast<int64_t>(d) + 2) + 2 * padding[d] - dilation[d] * (sizes[d + 2] - 1) - 1) / stride[d] + 1);
        return result;
    }

    convolution_forward::primitive_desc describe(const Tensor& x) const {
        auto kind = type_of(x);
        memory::desc weights(dims_of(sizes), kind, memory::format_tag::any), from = channels_last(x.sizes(), kind), to = channels_last(result_of(x), kind), added(memory::dims{sizes[0]}, kind, memory::format_tag::a);
        memory::dims gaps = {dilation[0] - 1, dilation[1] - 1}, margin = dims_of(padding), steps = dims_of(stride);
        dnnl::primitive_attr attributes;
        attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
        constexpr auto forward = dnnl::prop_kind::forward_inference;
        constexpr auto direct = dnnl::algorithm::convolution_direct;
#if DNNL_VERSION_MAJOR >= 3
        return bias.defined() ? convolution_forward::primitive_desc(engine(), forward, direct, from, weights, added, to, steps, gaps, margin, margin, attributes)
                              : convolution_forward::primitive_desc(engine(), forward, direct, from, weights, to, steps, gaps, margin, margin, attributes);
#else
        auto what = bias.defined() ? convolution_forward::desc(forward, direct, from, weights, added, to, steps, gaps, margin, margin)
                                   : convolution_forward::desc(forward, direct, from, weights, to, steps, gaps, margin, margin);
        return {what, attributes, engine()};
#endif
    }

    at::ScalarType type;
    std::vector<int64_t> sizes, stride, padding, dilation;
    Tensor bias;
    Weight first;
    std::map<std::vector<int64_t>, Plan> plans;
};

bool can_pack(const Tensor& x) { return x.is_cpu() && x.dim() == 4 && (x.scalar_type() == at::kFloat || x.scalar_type() == at::kBFloat16); }

}  // namespace

#else

namespace {

struct Packed {
    Packed(const Tensor&, const Tensor&, const Tensor&, at::IntArrayRef, at::IntArrayRef, at::IntArrayRef) {}
    Tensor run(const Tensor&) { return {}; }
    bool takes(const Tensor&) const { return false; }
};

bool can_pack(const Tensor&) { return false; }

}  // namespace

#endif

extern "C" {

// Null where there is nothing to be won.
int rt_pack_conv2d(rt_tensor x, rt_tensor weight, rt_tensor bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, rt_packed* out) DOES({
    *out = nullptr;
    if (!can_pack(of(x))) return;
    *out = reinterpret_cast<rt_packed>(new Packed(of(x), of(weight), bias == nullptr ? Tensor() : of(bias), ints(stride, 2), ints(padding, 2), ints(dilation, 2)));
    live_handles.fetch_add(1, std::memory_order_relaxed);
})

int rt_packed_conv2d(rt_packed packed, rt_tensor x, rt_tensor* out) DOES({
    auto& convolution = *reinterpret_cast<Packed*>(packed);
    TORCH_CHECK(convolution.takes(of(x)), "the convolution was packed for maps of another type or other channels");
    give(out, convolution.run(of(x)));
})

void rt_free_packed(rt_packed packed) {
    if (packed == nullptr) return;
    delete reinterpret_cast<Packed*>(packed);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

}  // extern "C"
