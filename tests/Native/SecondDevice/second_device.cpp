// A second device, "privateuseone:0", for tests on machines without a GPU. It computes by the CPU's kernels, but is as strict as a GPU: its memory has
// addresses that fault when the host touches them, a tensor of it meets none in main memory but single numbers, and gradients are made on a thread of its own.
#include <ATen/ATen.h>
#include <ATen/EmptyTensor.h>
#include <ATen/NativeFunctions.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <c10/core/impl/alloc_cpu.h>
#include <torch/csrc/api/include/torch/version.h>
#include <torch/library.h>

#include <atomic>
#include <cstring>

using at::Tensor;
using c10::Device;
using c10::DeviceType;
using c10::IValue;

namespace {

constexpr auto kType = DeviceType::PrivateUse1;
// Beyond what a processor addresses.
constexpr uintptr_t kFar = uintptr_t{1} << 60;

std::atomic<int64_t> stream_waits{0}, crossings{0};

void release(void* far) { c10::free_cpu(reinterpret_cast<void*>(reinterpret_cast<uintptr_t>(far) - kFar)); }

struct FarAllocator final : c10::Allocator {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3)
    c10::DataPtr allocate(size_t bytes) override { return give(bytes); }
    void copy_data(void*, const void*, size_t) const override { TORCH_CHECK(false, "not from outside"); }
#else
    c10::DataPtr allocate(size_t bytes) const override { return give(bytes); }
#endif
    static c10::DataPtr give(size_t bytes) {
        void* far = reinterpret_cast<void*>(reinterpret_cast<uintptr_t>(c10::alloc_cpu(std::max<size_t>(bytes, 64))) + kFar);
        return {far, far, &release, Device(kType, 0)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return &release; }
};

FarAllocator allocator;

// Computes at once, so that streams and events have nothing to wait for.
struct Guard final : c10::impl::DeviceGuardImplInterface {
    explicit Guard(DeviceType) {}
    Guard() = default;
    DeviceType type() const override { return kType; }
    Device exchangeDevice(Device) const override { return Device(kType, 0); }
    Device getDevice() const override { return Device(kType, 0); }
    void setDevice(Device) const override {}
    void uncheckedSetDevice(Device) const noexcept override {}
    c10::Stream getStream(Device d) const noexcept override { return c10::Stream(c10::Stream::UNSAFE, d, current); }
    c10::Stream getDefaultStream(Device d) const override { return c10::Stream(c10::Stream::UNSAFE, d, 0); }
    c10::Stream getStreamFromGlobalPool(Device d, bool) const override { return c10::Stream(c10::Stream::UNSAFE, d, ++made); }
    c10::Stream exchangeStream(c10::Stream s) const noexcept override {
        c10::Stream before(c10::Stream::UNSAFE, s.device(), current);
        current = s.id();
        return before;
    }
    c10::DeviceIndex deviceCount() const noexcept override { return 1; }
    void record(void** event, const c10::Stream&, const c10::DeviceIndex, const c10::EventFlag) const override { *event = const_cast<Guard*>(this); }
    void block(void*, const c10::Stream&) const override { stream_waits++; }
    bool queryEvent(void*) const override { return true; }
    void destroyEvent(void*, const c10::DeviceIndex) const noexcept override {}
    bool queryStream(const c10::Stream&) const override { return true; }
    void synchronizeStream(const c10::Stream&) const override {}

    static thread_local c10::StreamId current;
    static std::atomic<c10::StreamId> made;
};
thread_local c10::StreamId Guard::current = 0;
std::atomic<c10::StreamId> Guard::made{0};

C10_REGISTER_GUARD_IMPL(PrivateUse1, Guard);

bool is_far(const Tensor& t) { return t.defined() && t.device().type() == kType; }

// The same memory as a tensor that the CPU's kernels may have.
Tensor near(const Tensor& t) {
    if (!is_far(t)) return t;
    void* data = t.numel() == 0 ? nullptr : reinterpret_cast<void*>(reinterpret_cast<uintptr_t>(t.data_ptr()) - kFar);
    return at::from_blob(data, t.sizes(), t.strides(), at::TensorOptions().dtype(t.dtype()));
}

Tensor empty(at::IntArrayRef size, c10::optional<at::ScalarType> dtype, c10::optional<at::Layout>, c10::optional<Device>, c10::optional<bool>, c10::optional<at::MemoryFormat> format) {
    return at::detail::empty_generic(size, &allocator, c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), c10::dtype_or_default(dtype), format);
}

Tensor empty_strided(at::IntArrayRef size, at::IntArrayRef stride, c10::optional<at::ScalarType> dtype, c10::optional<at::Layout>, c10::optional<Device>, c10::optional<bool>) {
    return at::detail::empty_strided_generic(size, stride, &allocator, c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), c10::dtype_or_default(dtype));
}

Tensor to_far(const Tensor& given) {
    if (!given.defined() || is_far(given)) return given;
    Tensor t = given.is_non_overlapping_and_dense() ? given : given.contiguous();
    Tensor far = empty_strided(t.sizes(), t.strides(), t.scalar_type(), {}, {}, {});
    if (t.nbytes() > 0) std::memcpy(near(far).data_ptr(), t.data_ptr(), t.nbytes());
    return far;
}

// Runs an operation by the CPU's kernel on the device's memory; what it wrote into is given back, what it made is brought over.
void compute(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    std::vector<std::pair<Tensor, Tensor>> lent;
    auto lend = [&](const Tensor& t) {
        TORCH_CHECK(!t.defined() || is_far(t) || t.dim() == 0, op.schema().name(), ": a tensor of ", t.sizes(), " in main memory meets one on the device");
        Tensor here = near(t);
        if (is_far(t)) lent.emplace_back(here, t);
        return here;
    };
    auto give_back = [&](const Tensor& t) {
        for (const auto& [here, far] : lent)
            if (t.is_same(here)) return far;
        return to_far(t);
    };
    auto each = [](IValue& v, auto&& change) {
        if (v.isTensor()) v = change(v.toTensor());
        else if (v.isTensorList()) {
            c10::List<Tensor> all;
            for (const Tensor& t : v.toTensorVector()) all.push_back(change(t));
            v = all;
        } else if (v.isOptionalTensorList()) {
            c10::List<c10::optional<Tensor>> all;
            for (const c10::optional<Tensor>& t : v.toOptionalTensorVector()) all.push_back(t ? c10::optional<Tensor>(change(*t)) : c10::nullopt);
            v = all;
        }
    };
    if (op.schema().name() == "aten::_local_scalar_dense") crossings++;
    size_t n = op.schema().arguments().size();
    for (size_t i = stack->size() - n; i < stack->size(); i++) {
        IValue& v = (*stack)[i];
        if (v.isDevice() && v.toDevice().type() == kType) v = Device(DeviceType::CPU);
        each(v, lend);
    }
    op.redispatchBoxed(c10::DispatchKeySet(c10::DispatchKey::CPU), stack);
    size_t results = op.schema().returns().size();
    for (size_t i = stack->size() - results; i < stack->size(); i++) each((*stack)[i], give_back);
}

Tensor& copy(Tensor& self, const Tensor& from, bool) {
    if (is_far(self) != is_far(from)) crossings++;
    near(self).copy_(near(from));
    return self;
}

// Transposed ones are wrong in bf16 on the CPU, of libtorch below 2.6 at least: there the result alone is rounded.
at::ScalarType computed_in(const Tensor& x, bool transposed) { return transposed && x.scalar_type() == at::kBFloat16 ? at::kFloat : x.scalar_type(); }

Tensor convolution(const Tensor& x, const Tensor& w, const c10::optional<Tensor>& b, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation, bool transposed,
                   at::IntArrayRef more, int64_t groups) {
    TORCH_CHECK(is_far(x) && is_far(w), "a convolution of tensors in two places");
    auto type = computed_in(x, transposed);
    Tensor bias = b && b->defined() ? near(*b).to(type) : Tensor();
    return to_far(at::convolution(near(x).to(type), near(w).to(type), bias, stride, padding, dilation, transposed, more, groups).to(x.scalar_type()));
}

std::tuple<Tensor, Tensor, Tensor> convolution_back(const Tensor& dy, const Tensor& x, const Tensor& w, at::IntArrayRef stride, at::IntArrayRef padding, at::IntArrayRef dilation,
                                                    bool transposed, at::IntArrayRef more, int64_t groups, std::array<bool, 3> wanted) {
    const int64_t biases[] = {transposed ? w.size(1) * groups : w.size(0)};
    auto type = computed_in(x, transposed);
    auto [dx, dw, db] = at::convolution_backward(near(dy).to(type), near(x).to(type), near(w).to(type), biases, stride, padding, dilation, transposed, more, groups, wanted);
    auto rounded = [&](const Tensor& t) { return t.defined() ? to_far(t.to(x.scalar_type())) : t; };
    return {rounded(dx), rounded(dw), rounded(db)};
}

TORCH_LIBRARY_IMPL(_, PrivateUse1, m) { m.fallback(torch::CppFunction::makeFromBoxedFunction<&compute>()); }

TORCH_LIBRARY_IMPL(aten, PrivateUse1, m) {
    m.impl("empty.memory_format", &empty);
    m.impl("empty_strided", &empty_strided);
    m.impl("copy_", &copy);
    m.impl("as_strided", &at::native::as_strided_tensorimpl);
    m.impl("view", &at::native::view);
    m.impl("_reshape_alias", &at::native::_reshape_alias);
    m.impl("convolution_overrideable", &convolution);
    m.impl("convolution_backward_overrideable", &convolution_back);
    m.impl("record_stream", [](Tensor&, c10::Stream) {});
}

}  // namespace

// How often a stream was told to wait for an event.
extern "C" __attribute__((visibility("default"))) int64_t second_device_stream_waits() { return stream_waits.load(); }

// How often values went from main memory to the device or back.
extern "C" __attribute__((visibility("default"))) int64_t second_device_crossings() { return crossings.load(); }
