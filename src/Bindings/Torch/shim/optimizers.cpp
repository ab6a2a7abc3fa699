// Optimizers: the parameters and their state lie side by side in vectors, which a step walks in chunks, on threads of the processor or as kernels of a GPU
// (flat_step.h). A parameter without gradient is left alone.
#include "flat_step.h"
#include "rossby_device.h"
#include "rossby_flat.h"
#include "sums.h"

#ifdef ROSSBY_KERNELS
#include "flat_kernels.h"

#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>
#include <c10/cuda/CUDAStream.h>
#endif

#include <vector>

using namespace rossby;
using namespace rossby::flat;

namespace {

static_assert(kChunk == kGrain, "norms are summed in the blocks of sums.h");

// Of devices that are neither the processor nor CUDA's.
Launch elsewhere = nullptr;

// A thread with a chunk of its own.
struct OneThread {
    template <typename Body>
    void each(int64_t n, Body body) const {
#pragma GCC ivdep
        for (int64_t i = 0; i < n; i++) body(i);
    }

    template <typename Term>
    double sum(int64_t n, Term term) const { return sum_of_block(0, n, term); }

    void keep(double& place, double value) const { place = value; }
};

template <typename T>
void carry_out(const Step<T>& s) {
    OneThread block;
    auto on_chunks = [&](auto body) {
        at::parallel_for(0, s.n_chunks, 1, [&](int64_t from, int64_t to) {
            for (int64_t c = from; c < to; c++) body(static_cast<int32_t>(c));
        });
    };
    auto join = [&](Row row) {
        for (int32_t i = 0; i < s.n_segments; i++) gather(s, row, i);
    };
    if (s.o.measures() || s.told.loss != nullptr) {
        on_chunks([&](int32_t c) { measure(s, c, block); });
        join(OfGradients);
        if (s.o.measures()) join(OfWeights);
    }
    prepare(s);
    if (s.o.clips() && !s.o.measures_again()) clip(s, OfGradients);
    if (s.o.measures_again()) {
        on_chunks([&](int32_t c) { measure_again(s, c, block); });
        join(OfMixed);
        clip(s, OfMixed);
    }
    on_chunks([&](int32_t c) { update(s, c, block); });
    if (s.o.kind != Kind::Lamb) return;
    join(OfDirections);
    on_chunks([&](int32_t c) { descend(s, c, block); });
}

template <typename T>
Tensor table(const std::vector<T>& rows, at::Device device) {
    return at::from_blob(const_cast<T*>(rows.data()), {static_cast<int64_t>(rows.size() * sizeof(T))}, at::TensorOptions().dtype(at::kByte)).clone().to(device);
}

// The stride of a dimension of one element says nothing.
bool lies_as(const Tensor& like, const Tensor& t) {
    if (t.scalar_type() != like.scalar_type()) return false;
    for (int64_t d = 0; d < like.dim(); d++)
        if (like.size(d) > 1 && t.stride(d) != like.stride(d)) return false;
    return true;
}

class Optimizer {
public:
    Optimizer(rt_tensor* list, int n, const double* weight_decay, int kinds) {
        TORCH_CHECK(n > 0 && n <= kMostSegments, "an optimizer takes 1 to ", kMostSegments, " parameters, not ", n);
        const Tensor& like = at_index(list, 0);
        TORCH_CHECK(like.scalar_type() == at::kFloat || like.scalar_type() == at::kDouble, "parameters of ", like.scalar_type(), " are not optimized");
        TORCH_CHECK(like.is_cpu() || like.scalar_type() == at::kFloat, "on a device parameters are float32");
        TORCH_CHECK(like.is_cpu() || has_kernels(like.device()), "this librossby_torch has no kernels for ", like.device(), ": build it where nvcc and a CUDA libtorch with its headers are");
        rt_tensor flat;
        TORCH_CHECK(rt_flatten(list, n, &flat) == Done, "the parameters do not lie side by side");
        p = of(flat);
        rt_free(flat);
        std::vector<Chunk> pieces;
        for (int i = 0; i < n; i++) {
            handles.push_back(list[i]);
            parameters.push_back(at_index(list, i));
            const Tensor& t = parameters.back();
            Segment s{t.storage_offset(), t.numel(), weight_decay[i], static_cast<int32_t>(pieces.size()), 0};
            for (int64_t at = 0; at < s.length; at += kChunk, s.chunks++) pieces.push_back({s.start + at, std::min(kChunk, s.length - at), i});
            rows.push_back(s);
        }
        n_chunks = static_cast<int32_t>(pieces.size());
        for (int k = 0; k < kinds; k++) kept.push_back(at::zeros_like(p));
        at::Device device = p.device();
        auto doubles = at::TensorOptions().dtype(at::kDouble).device(device);
        segments = table(rows, device);
        chunks = table(pieces, device);
        numbers = at::zeros({static_cast<int64_t>(sizeof(Numbers))}, at::TensorOptions().dtype(at::kByte).device(device));
        partial = at::zeros({Rows * n_chunks}, doubles);
        squares = at::zeros({Rows * n}, doubles);
        done = at::zeros({1}, at::TensorOptions().dtype(at::kInt).device(device));
        rate = at::zeros({}, doubles);
        number = at::zeros({}, doubles);
    }

    // A parameter's part of the state, of its shape and layout.
    Tensor state(int kind, int i) const {
        const Tensor& t = parameters.at(static_cast<size_t>(i));
        return kept.at(static_cast<size_t>(kind)).as_strided(t.sizes(), t.strides(), rows[static_cast<size_t>(i)].start);
    }

    void step(const Options& o, double learning_rate, int64_t step_number) {
        rate.fill_(learning_rate);
        number.fill_(static_cast<double>(step_number));
        step(o, {rate.data_ptr<double>(), number.data_ptr<double>(), nullptr, nullptr, nullptr, nullptr}, false);
    }

    void step_as_told(const Options& o, const rt_told& t) {
        step(o, {of(t.rate).data_ptr<double>(), of(t.number).data_ptr<double>(), of(t.scale).data_ptr<float>(), of(t.loss).data_ptr<float>(), of(t.norm).data_ptr<double>(),
                 of(t.made).data_ptr<bool>()}, true);
    }

private:
    void step(const Options& o, const Told& told, bool all) {
        if (p.scalar_type() == at::kFloat) step_in<float>(o, told, all);
        else step_in<double>(o, told, all);
    }

    template <typename T>
    void step_in(const Options& o, const Told& told, bool all) {
        TORCH_CHECK(kept.size() == (o.kind == Kind::Sgd ? (o.momentum != 0 ? 1 : 0) : 2), "the optimizer keeps ", kept.size(), " tensors a parameter, which is another one's");
        Step<T> s{};
        s.o = o;
        s.told = told;
        s.numbers = static_cast<Numbers*>(numbers.data_ptr());
        s.segments = static_cast<const Segment*>(segments.data_ptr());
        s.chunks = static_cast<const Chunk*>(chunks.data_ptr());
        s.n_segments = static_cast<int32_t>(rows.size());
        s.n_chunks = n_chunks;
        s.p = p.data_ptr<T>();
        if (!kept.empty()) s.first = kept[0].data_ptr<T>();
        if (kept.size() > 1) s.second = kept[1].data_ptr<T>();
        s.partial = partial.data_ptr<double>();
        s.squares = squares.data_ptr<double>();
        s.done = reinterpret_cast<unsigned*>(done.data_ptr<int>());
        // Until all is enqueued.
        std::vector<Tensor> gradients;
        for (size_t i = 0; i < rows.size(); i++) {
            const Tensor& t = of(handles[i]);
            TORCH_CHECK(t.numel() == 0 || t.data_ptr() == s.p + rows[i].start, "a parameter of ", t.sizes(), " was moved after its optimizer was made");
            TORCH_CHECK(!all || t.grad().defined(), "a parameter of ", t.sizes(), " has no gradient");
            if (!t.grad().defined()) continue;
            gradients.push_back(lies_as(t, t.grad()) ? t.grad() : at::empty_like(t).copy_(t.grad()));
            s.gradients[i] = gradients.back().data_ptr<T>();
        }
        if (n_chunks == 0) return;
        if (p.is_cpu()) carry_out(s);
        else enqueue(s);
    }

    void enqueue(const Step<double>&) const { TORCH_CHECK(false, "on a device parameters are float32"); }

    void enqueue(const Step<float>& s) const {
#ifdef ROSSBY_KERNELS
        if (p.is_cuda()) {
            c10::cuda::CUDAGuard here(p.device());
            launch_on_cuda(s, c10::cuda::getCurrentCUDAStream().stream());
            C10_CUDA_KERNEL_LAUNCH_CHECK();
            return;
        }
#endif
        elsewhere(s);
    }

    static bool has_kernels(at::Device device) {
#ifdef ROSSBY_KERNELS
        if (device.is_cuda()) return true;
#endif
        return !device.is_cuda() && elsewhere != nullptr;
    }

    std::vector<Tensor> parameters, kept;
    // As the caller has them, who keeps them alive: a parameter that is moved may be another tensor.
    std::vector<rt_tensor> handles;
    std::vector<Segment> rows;
    int32_t n_chunks = 0;
    Tensor p, segments, chunks, numbers, partial, squares, done, rate, number;
};

Optimizer& optimizer(rt_optimizer handle) {
    TORCH_CHECK(handle != nullptr, "a null handle was given");
    return *reinterpret_cast<Optimizer*>(handle);
}

Options options(const rt_rule& r) {
    return {static_cast<Kind>(r.kind), r.nesterov != 0, r.decoupled != 0, r.bias_correction != 0, r.gradient_averaging != 0, r.trust_undecayed != 0, r.larc != 0, r.clip != 0,
            r.momentum, r.dampening, r.beta1, r.beta2, r.epsilon, r.most_norm, r.eta, r.larc_epsilon};
}

}  // namespace

extern "C" {

int rt_optimizer_new(rt_tensor* parameters, int n, const double* weight_decay, int kinds, rt_optimizer* out) DOES({
    at::NoGradGuard no_grad;
    *out = reinterpret_cast<rt_optimizer>(new Optimizer(parameters, n, weight_decay, kinds));
    live_handles.fetch_add(1, std::memory_order_relaxed);
})

void rt_optimizer_free(rt_optimizer o) {
    if (o == nullptr) return;
    delete reinterpret_cast<Optimizer*>(o);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

int rt_optimizer_state(rt_optimizer o, int kind, int i, rt_tensor* out) GIVES(optimizer(o).state(kind, i))

int rt_optimizer_step(rt_optimizer o, const rt_rule* rule, double learning_rate, int64_t step) DOES({
    at::NoGradGuard no_grad;
    optimizer(o).step(options(*rule), learning_rate, step);
})

int rt_optimizer_step_as_told(rt_optimizer o, const rt_rule* rule, const rt_told* told) DOES({
    at::NoGradGuard no_grad;
    optimizer(o).step_as_told(options(*rule), *told);
})

int rt_optimizer_launch(void* launch) DOES(elsewhere = reinterpret_cast<Launch>(launch))

}  // extern "C"
