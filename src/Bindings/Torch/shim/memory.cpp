// Main memory for tensors. A training step asks for the same maps over and over; what the C library gives back to the kernel is cleared page by page when
// it is asked for again, which took a fifth of a step. Here one range of addresses grows as it is needed, in huge pages where there are such, and what is
// freed in it is kept: blocks lie side by side, the smallest free one that fits is taken, and free neighbours become one.
#include "guard.h"

#include <c10/core/CPUAllocator.h>
#include <c10/core/impl/alloc_cpu.h>
#include <sys/mman.h>
#include <unistd.h>

#include <map>
#include <mutex>
#include <set>
#include <unordered_map>

using namespace rossby;

namespace {

constexpr size_t kSmallest = size_t{1} << 16, kAlignment = 4096, kHugePage = size_t{1} << 21, kGrowth = kHugePage * 16;

size_t up(size_t n, size_t multiple) { return (n + multiple - 1) / multiple * multiple; }

class Range {
public:
    // Null where the range is full, or the machine gives none.
    void* take(size_t bytes) {
        std::lock_guard<std::mutex> hold(lock);
        bytes = up(bytes, kAlignment);
        auto fit = by_size.lower_bound({bytes, 0});
        if (fit == by_size.end() && !grow(bytes)) return nullptr;
        if (fit == by_size.end()) fit = by_size.lower_bound({bytes, 0});
        auto [size, start] = *fit;
        remove(start, size);
        if (size > bytes) add(start + bytes, size - bytes);
        taken[start] = bytes;
        return base + start;
    }

    bool holds(const void* p) const { return p >= base && p < base + reserved; }

    void put_back(void* p) {
        std::lock_guard<std::mutex> hold(lock);
        size_t start = static_cast<size_t>(static_cast<char*>(p) - base);
        auto found = taken.find(start);
        size_t size = found->second;
        taken.erase(found);
        auto after = by_place.find(start + size);
        if (after != by_place.end()) {
            size_t more = after->second;
            remove(start + size, more);
            size += more;
        }
        auto before = by_place.lower_bound(start);
        if (before != by_place.begin() && (--before)->first + before->second == start) {
            auto [place, more] = *before;
            remove(place, more);
            start = place;
            size += more;
        }
        add(start, size);
    }

private:
    void add(size_t start, size_t size) {
        by_place[start] = size;
        by_size.insert({size, start});
    }

    void remove(size_t start, size_t size) {
        by_place.erase(start);
        by_size.erase({size, start});
    }

    bool grow(size_t bytes) {
        if (base == nullptr && !reserve()) return false;
        // A free end of the range is part of what is asked for.
        auto last = by_place.empty() ? by_place.end() : std::prev(by_place.end());
        size_t at_end = last != by_place.end() && last->first + last->second == used ? last->second : 0;
        size_t more = up(bytes - at_end, kGrowth);
        if (used + more > reserved || mprotect(base + used, more, PROT_READ | PROT_WRITE) != 0) return false;
        madvise(base + used, more, MADV_HUGEPAGE);
        size_t start = used - at_end;
        if (at_end > 0) remove(start, at_end);
        add(start, at_end + more);
        used += more;
        return true;
    }

    // Addresses only: memory is taken as it is first written.
    bool reserve() {
        if (refused) return false;
        size_t size = up(4 * static_cast<size_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<size_t>(sysconf(_SC_PAGESIZE)), kGrowth);
        void* p = mmap(nullptr, size + kHugePage, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
        refused = p == MAP_FAILED;
        if (refused) return false;
        base = reinterpret_cast<char*>(up(reinterpret_cast<size_t>(p), kHugePage));
        reserved = size;
        return true;
    }

    std::mutex lock;
    char* base = nullptr;
    size_t reserved = 0, used = 0;
    bool refused = false;
    std::map<size_t, size_t> by_place;
    std::set<std::pair<size_t, size_t>> by_size;
    std::unordered_map<size_t, size_t> taken;
};

// Never destroyed: tensors may outlive everything else.
Range& range() {
    static Range* one = new Range();
    return *one;
}

void put_back(void* p) {
    if (range().holds(p)) range().put_back(p);
    else c10::free_cpu(p);
}

struct KeepingAllocator final : c10::Allocator {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 3)
    at::DataPtr allocate(size_t bytes) override { return give(bytes); }
    void copy_data(void* to, const void* from, std::size_t bytes) const override { default_copy_data(to, from, bytes); }
#else
    at::DataPtr allocate(size_t bytes) const override { return give(bytes); }
#endif
    at::DeleterFnPtr raw_deleter() const override { return &put_back; }

    // libtorch's own says what went wrong when there is no memory.
    static at::DataPtr give(size_t bytes) {
        void* p = bytes >= kSmallest ? range().take(bytes) : nullptr;
        if (p == nullptr) p = c10::alloc_cpu(bytes);
        return {p, p, &put_back, at::Device(at::kCPU)};
    }
};

}  // namespace

extern "C" {

int rt_keep_memory(void) DOES({
    static KeepingAllocator allocator;
    c10::SetCPUAllocator(&allocator, /*priority=*/1);
})

}  // extern "C"
