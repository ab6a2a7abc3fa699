// Gradients packed into buckets of one flat vector while the backward pass still makes others. A hook behind each parameter's AccumulateGrad node copies
// its gradient to its place, counts its bucket down and wakes who waits for the bucket; no managed code runs in it. On a device it notes besides how far the
// streams have come that copied, so that another stream can follow.
#include "guard.h"
#include "rossby_device.h"
#include "rossby_ranks.h"

#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/function_hook.h>
#include <torch/csrc/autograd/variable.h>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

using namespace rossby;
using torch::autograd::variable_list;

namespace {

enum State : int { Filling = 0, Full = 1, Abandoned = 2 };

// On a device a place begins at a multiple of so many elements, as its libraries like it best (GradientBuckets.DeviceMultiple).
constexpr int64_t kDeviceMultiple = 32;

int64_t room_for(const Tensor& p) { return p.is_cpu() ? p.numel() : (p.numel() + kDeviceMultiple - 1) / kDeviceMultiple * kDeviceMultiple; }

class Buckets {
public:
    Buckets(rt_tensor* parameters, const int* bucket_of, int n, bool hooked) : left(n == 0 ? 0 : static_cast<size_t>(bucket_of[n - 1]) + 1) {
        int64_t elements = 0;
        for (int i = 0; i < n; i++) elements += room_for(at_index(parameters, i));
        at::Device device = n == 0 ? at::Device(at::kCPU) : at_index(parameters, 0).device();
        flat = at::zeros({elements}, at::TensorOptions().dtype(at::kFloat).device(device));
        int64_t at = 0;
        for (int i = 0; i < n; i++) {
            const Tensor& p = at_index(parameters, i);
            TORCH_CHECK(p.scalar_type() == at::kFloat && p.is_non_overlapping_and_dense(), "a parameter of ", p.sizes(), " is not dense float32");
            TORCH_CHECK(p.device() == device, "a parameter of ", p.sizes(), " lies elsewhere than the others");
            // In the order in which the parameter itself lies.
            slots.push_back({p, flat.as_strided(p.sizes(), p.strides(), at), bucket_of[i]});
            at += room_for(p);
        }
        copied.resize(left.size());
        if (hooked) hook();
    }

    ~Buckets() {
        for (auto& s : slots)
            if (s.node) s.node->del_post_hook(s.key);
    }

    void arm() {
        std::lock_guard<std::mutex> hold(lock);
        std::fill(left.begin(), left.end(), 0);
        for (auto& s : slots) {
            s.here = s.reached = false;
            left[static_cast<size_t>(s.bucket)]++;
        }
        abandoned = false;
        armed = true;
    }

    // From the backward pass, once the parameter's gradient is whole.
    void made(size_t i) {
        if (!armed) return;
        // It may be on its way already.
        TORCH_CHECK(!slots[i].here, "the gradient of a parameter of ", slots[i].parameter.sizes(), " came in two parts: it is used in more than one recomputed block");
        put(slots[i]);
        {
            std::lock_guard<std::mutex> hold(lock);
            if (--left[static_cast<size_t>(slots[i].bucket)] > 0) return;
        }
        full.notify_all();
    }

    int wait(int bucket, int64_t microseconds) {
        std::unique_lock<std::mutex> hold(lock);
        auto done = [&] { return abandoned || left.at(static_cast<size_t>(bucket)) == 0; };
        full.wait_for(hold, std::chrono::microseconds(microseconds), [&] { return roused || done(); });
        roused = false;
        return abandoned ? Abandoned : done() ? Full : Filling;
    }

    // What no hook has brought: it is here nevertheless where an earlier pass of the same step left it; else it is zero.
    void close(uint8_t* reached) {
        for (auto& s : slots)
            if (!s.here) put(s);
        for (size_t i = 0; i < slots.size(); i++) reached[i] = slots[i].reached ? 1 : 0;
        {
            std::lock_guard<std::mutex> hold(lock);
            std::fill(left.begin(), left.end(), 0);
            armed = false;
        }
        full.notify_all();
    }

    void abandon() {
        {
            std::lock_guard<std::mutex> hold(lock);
            abandoned = true;
            armed = false;
        }
        full.notify_all();
    }

    // Kept for who does not wait yet.
    void rouse() {
        {
            std::lock_guard<std::mutex> hold(lock);
            roused = true;
        }
        full.notify_all();
    }

    void exchange(uint8_t* reached) {
        for (size_t i = 0; i < slots.size(); i++) {
            Slot& s = slots[i];
            s.held = s.parameter.grad();
            reached[i] = s.held.defined() ? 1 : 0;
            s.parameter.mutable_grad() = s.place;
        }
    }

    // What comes into a stream later waits for all that was copied into a full bucket.
    void follow(int bucket, const c10::Stream& stream) {
        for (auto& c : copied.at(static_cast<size_t>(bucket))) c.event.block(stream);
    }

    void take_held() {
        at::NoGradGuard no_grad;
        for (auto& s : slots) {
            fill(s.place, s.held);
            s.held.reset();
        }
    }

    Tensor flat;

    const Tensor& place(int i) const { return slots.at(static_cast<size_t>(i)).place; }

private:
    struct Slot {
        Tensor parameter, place;
        int bucket;
        // Held, since a parameter knows its node only as long as somebody else does.
        std::shared_ptr<torch::autograd::Node> node = nullptr;
        uintptr_t key = 0;
        bool here = false, reached = false;
        Tensor held = {};
    };

    struct Hook final : torch::autograd::FunctionPostHook {
        Hook(Buckets* buckets, size_t slot) : buckets(buckets), slot(slot) {}
        variable_list operator()(const variable_list& outputs, const variable_list&) override {
            buckets->made(slot);
            return outputs;
        }
        Buckets* buckets;
        size_t slot;
    };

    void hook() {
        for (size_t i = 0; i < slots.size(); i++) {
            slots[i].node = torch::autograd::impl::grad_accumulator(slots[i].parameter);
            slots[i].key = slots[i].node->add_post_hook(std::make_unique<Hook>(this, i));
        }
    }

    // The place becomes the gradient, so that nothing is copied back.
    void put(Slot& s) {
        at::NoGradGuard no_grad;
        s.reached = s.parameter.grad().defined();
        fill(s.place, s.parameter.grad());
        s.parameter.mutable_grad() = s.place;
        s.here = true;
        if (!flat.is_cpu()) note(copied[static_cast<size_t>(s.bucket)]);
    }

    struct Copied {
        c10::Stream stream;
        c10::Event event;
    };

    // As a rule there is one stream, that of the backward pass.
    void note(std::vector<Copied>& streams) const {
        c10::Stream now = c10::impl::VirtualGuardImpl(flat.device().type()).getStream(flat.device());
        for (auto& c : streams)
            if (c.stream == now) return c.event.record(now);
        streams.push_back({now, c10::Event(flat.device().type())});
        streams.back().event.record(now);
    }

    static void fill(Tensor& place, const Tensor& gradient) {
        if (!gradient.defined()) place.zero_();
        else if (!gradient.is_same(place)) place.copy_(gradient);
    }

    std::vector<Slot> slots;
    std::vector<int> left;
    // By bucket; read by who follows, once the bucket is full.
    std::vector<std::vector<Copied>> copied;
    std::mutex lock;
    std::condition_variable full;
    bool armed = false, abandoned = false, roused = false;
};

Buckets& buckets_of(rt_buckets handle) {
    TORCH_CHECK(handle != nullptr, "a null handle was given");
    return *reinterpret_cast<Buckets*>(handle);
}

}  // namespace

extern "C" {

int rt_buckets_new(rt_tensor* parameters, const int* bucket_of, int n, int hooked, rt_buckets* out) DOES({
    *out = reinterpret_cast<rt_buckets>(new Buckets(parameters, bucket_of, n, hooked != 0));
    live_handles.fetch_add(1, std::memory_order_relaxed);
})

void rt_buckets_free(rt_buckets b) {
    if (b == nullptr) return;
    delete reinterpret_cast<Buckets*>(b);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

int rt_buckets_data(rt_buckets b, void** data) DOES(*data = buckets_of(b).flat.data_ptr())

int rt_buckets_flat(rt_buckets b, rt_tensor* out) GIVES(buckets_of(b).flat)

int rt_buckets_place(rt_buckets b, int i, rt_tensor* out) GIVES(buckets_of(b).place(i))

int rt_buckets_arm(rt_buckets b) DOES(buckets_of(b).arm())

int rt_buckets_wait(rt_buckets b, int bucket, int64_t microseconds, int* state) DOES(*state = buckets_of(b).wait(bucket, microseconds))

int rt_buckets_close(rt_buckets b, uint8_t* reached) DOES(buckets_of(b).close(reached))

int rt_buckets_rouse(rt_buckets b) DOES(buckets_of(b).rouse())

int rt_buckets_follow(rt_buckets b, int bucket, rt_stream s) DOES({
    TORCH_CHECK(s != nullptr, "a null handle was given");
    buckets_of(b).follow(bucket, *reinterpret_cast<c10::Stream*>(s));
})

int rt_buckets_abandon(rt_buckets b) DOES(buckets_of(b).abandon())

int rt_buckets_exchange(rt_buckets b, uint8_t* reached) DOES(buckets_of(b).exchange(reached))

int rt_buckets_take_held(rt_buckets b) DOES(buckets_of(b).take_held())

}  // extern "C"
