// What lies beyond the edge of a map, along one dimension.
#pragma once
#include "guard.h"

namespace rossby {

enum Edge : int { Zero = 0, Replicated = 1, Periodic = 2 };

// Which cell lies at `index`, which may be outside [0, size); -1 where zeros lie.
inline int64_t source(int64_t index, int64_t size, Edge edge) {
    if (index >= 0 && index < size) return index;
    if (edge == Edge::Periodic) return (index % size + size) % size;
    if (edge == Edge::Replicated) return index < 0 ? 0 : size - 1;
    return -1;
}

inline void require_margin(int64_t margin, int64_t size, Edge edge) {
    TORCH_CHECK(edge != Edge::Periodic || margin <= size, "a periodic margin of ", margin, " cells is wider than the ", size, " of the map");
}

// The map with margins, in its memory format (padding.cpp); edges are replicated or periodic.
Tensor with_margins(const Tensor& x, int64_t top, int64_t bottom, int64_t left, int64_t right, Edge latitude, Edge longitude);

}  // namespace rossby
