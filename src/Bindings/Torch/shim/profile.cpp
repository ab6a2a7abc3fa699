// Where a device's time goes: marks between the layers of a pass, forward and backward, and what operations move between them.
#include "guard.h"
#include "rossby_profile.h"

#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/record_function.h>
#include <c10/core/Event.h>
#include <c10/core/impl/VirtualGuardImpl.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <vector>

using namespace rossby;

namespace {

#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
constexpr bool kTimedEvents = true;
double milliseconds(const c10::Event& from, const c10::Event& to) { return from.elapsedTime(to); }
#else
constexpr bool kTimedEvents = false;
double milliseconds(const c10::Event&, const c10::Event&) { return 0; }
#endif

std::atomic<int64_t> moved{0};
std::atomic<bool> counting{false};

// An operation moves its own tensors, or what those move that it is made of: one that only calls others has no more of its own, one with a kernel may call
// others for small things.
struct Level final : at::ObserverContext {
    Level* above;
    bool moves = false;
    int64_t own = 0, inner = 0;
    explicit Level(Level* above) : above(above) {}
};

thread_local Level* running = nullptr;

// What lies there, however often a broadcast reads it.
int64_t bytes_of(const Tensor& t) {
    if (!t.defined() || !t.has_storage()) return 0;
    return std::min<int64_t>(t.numel() * static_cast<int64_t>(t.element_size()), static_cast<int64_t>(t.storage().nbytes()));
}

int64_t bytes_of(const c10::IValue& v) {
    if (v.isTensor()) return bytes_of(v.toTensor());
    int64_t sum = 0;
    if (v.isTensorList())
        for (const Tensor& t : v.toTensorVector()) sum += bytes_of(t);
    return sum;
}

const c10::FunctionSchema* schema_of(const at::RecordFunction& f) {
    auto name = f.operator_name();
    if (!name) return nullptr;
    auto found = c10::Dispatcher::singleton().findSchema(*name);
    return found ? &found->schema() : nullptr;
}

// New memory, and other looks at the same one.
bool moves_nothing(const c10::FunctionSchema& s) {
    if (s.name().rfind("aten::empty", 0) == 0) return true;
    for (const auto& r : s.returns())
        if (r.alias_info() != nullptr && !r.alias_info()->isWrite()) return true;
    return false;
}

// What it writes to has nothing that it reads.
bool overwrites(const c10::FunctionSchema& s) { return s.name() == "aten::copy_" || s.name() == "aten::fill_" || s.name() == "aten::zero_"; }

std::unique_ptr<at::ObserverContext> begin(const at::RecordFunction& f) {
    auto level = std::make_unique<Level>(running);
    running = level.get();
    const auto* schema = schema_of(f);
    if (schema == nullptr || moves_nothing(*schema)) return level;
    level->moves = true;
    auto inputs = f.inputs();
    for (size_t i = overwrites(*schema) ? 1 : 0; i < inputs.size(); i++)
        if (!schema->arguments().at(i).is_out()) level->own += bytes_of(inputs[i]);
    return level;
}

void end(const at::RecordFunction& f, at::ObserverContext* context) {
    auto* level = static_cast<Level*>(context);
    if (level == nullptr) return;
    running = level->above;
    if (level->moves)
        for (const auto& v : f.outputs()) level->own += bytes_of(v);
    int64_t bytes = std::max(level->own, level->inner);
    if (running != nullptr) running->inner += bytes;
    else moved.fetch_add(bytes, std::memory_order_relaxed);
}

class Marks {
public:
    Marks(at::Device device, bool counts) : device(device.has_index() || device.is_cpu() ? device : at::Device(device.type(), 0)), counts(counts) {
        TORCH_CHECK(!device.is_cuda() || kTimedEvents, "timed events of a GPU need libtorch 2.4 or newer");
        if (!counts) return;
        TORCH_CHECK(!counting.exchange(true), "marks that count are there already");
        callback = at::addGlobalCallback(at::RecordFunctionCallback(&begin, &end).needsInputs(true).needsOutputs(true).scopes({at::RecordScope::FUNCTION}));
    }

    ~Marks() { close(); }

    Marks(const Marks&) = delete;
    Marks& operator=(const Marks&) = delete;

    // No more is counted; hooks may still hold this.
    void close() {
        if (!counts) return;
        at::removeCallback(callback);
        counting = false;
        counts = false;
    }

    void add(int64_t tag) {
        Mark mark{tag, std::chrono::steady_clock::now(), nullptr, counts ? moved.exchange(0) : 0};
        if (device.is_cuda()) {
            mark.event = std::make_unique<c10::Event>(device.type(), c10::EventFlag::BACKEND_DEFAULT);
            mark.event->record(c10::impl::VirtualGuardImpl(device.type()).getStream(device));
        }
        std::lock_guard<std::mutex> hold(lock);
        all.push_back(std::move(mark));
    }

    int read(int capacity, int64_t* tags, double* took, int64_t* bytes) {
        std::lock_guard<std::mutex> hold(lock);
        if (device.is_cuda()) {
            c10::impl::VirtualGuardImpl guard(device.type());
            guard.synchronizeStream(guard.getStream(device));
        }
        for (size_t i = 0; i < all.size() && static_cast<int>(i) < capacity; i++) {
            tags[i] = all[i].tag;
            bytes[i] = all[i].moved;
            took[i] = i == 0 ? 0
                      : all[i].event ? milliseconds(*all[i - 1].event, *all[i].event)
                                     : std::chrono::duration<double, std::milli>(all[i].moment - all[i - 1].moment).count();
        }
        return static_cast<int>(all.size());
    }

private:
    struct Mark {
        int64_t tag;
        std::chrono::steady_clock::time_point moment;
        std::unique_ptr<c10::Event> event;
        int64_t moved;
    };

    at::Device device;
    bool counts;
    at::CallbackHandle callback = 0;
    std::mutex lock;
    std::vector<Mark> all;
};

std::shared_ptr<Marks>& marks(rt_marks m) {
    TORCH_CHECK(m != nullptr, "a null handle was given");
    return *reinterpret_cast<std::shared_ptr<Marks>*>(m);
}

}  // namespace

extern "C" {

int rt_marks_new(const char* device, int counts, rt_marks* out) DOES({
    *out = reinterpret_cast<rt_marks>(new std::shared_ptr<Marks>(std::make_shared<Marks>(at::Device(std::string(device)), counts != 0)));
    live_handles.fetch_add(1, std::memory_order_relaxed);
})

void rt_marks_free(rt_marks m) {
    if (m == nullptr) return;
    guard([&] { marks(m)->close(); });
    delete reinterpret_cast<std::shared_ptr<Marks>*>(m);
    live_handles.fetch_sub(1, std::memory_order_relaxed);
}

int rt_mark(rt_marks m, int64_t tag) DOES(marks(m)->add(tag))

// The hook lives as long as the graph of the pass does.
int rt_mark_gradient(rt_marks m, rt_tensor t, int64_t tag) DOES({
    auto held = marks(m);
    if (of(t).requires_grad()) of(t).register_hook([held, tag](const Tensor&) { held->add(tag); });
})

int rt_marks_read(rt_marks m, int capacity, int64_t* tags, double* milliseconds, int64_t* bytes, int* count) DOES(*count = marks(m)->read(capacity, tags, milliseconds, bytes))

}  // extern "C"
