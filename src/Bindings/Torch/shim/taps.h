// Which cells of a map a dilated convolution's taps meet (atrous.cpp, packed_atrous.cpp).
#pragma once
#include "edges.h"

#include <vector>

namespace rossby {

// Neighbouring outputs that take from neighbouring inputs, or all from one.
struct Run {
    int64_t out, in, length;
    bool one;
};

// The runs of one tap, `offset` cells away.
inline std::vector<Run> runs(int64_t size, int64_t offset, Edge edge) {
    std::vector<Run> all;
    for (int64_t i = 0; i < size; i++) {
        int64_t cell = source(i + offset, size, edge);
        if (cell < 0) continue;
        if (!all.empty()) {
            Run& last = all.back();
            bool next = last.out + last.length == i;
            if (next && !last.one && last.in + last.length == cell) { last.length++; continue; }
            if (next && last.in == cell && (last.one || last.length == 1)) { last.length++; last.one = true; continue; }
        }
        all.push_back({i, cell, 1, false});
    }
    return all;
}

struct Taps {
    std::vector<std::vector<Run>> rows, columns;  // of the kept ones
    std::vector<int64_t> kept_rows, kept_columns;
    int64_t count() const { return static_cast<int64_t>(rows.size() * columns.size()); }
};

inline void keep(int64_t size, int64_t kernel, int64_t dilation, Edge edge, std::vector<std::vector<Run>>& of_taps, std::vector<int64_t>& kept) {
    for (int64_t tap = 0; tap < kernel; tap++) {
        auto found = runs(size, dilation * (tap - (kernel - 1) / 2), edge);
        if (found.empty()) continue;
        of_taps.push_back(found);
        kept.push_back(tap);
    }
}

inline Taps taps_of(int64_t height, int64_t width, int64_t kernel, int64_t dilation, Edge latitude, Edge longitude) {
    Taps t;
    keep(height, kernel, dilation, latitude, t.rows, t.kept_rows);
    keep(width, kernel, dilation, longitude, t.columns, t.kept_columns);
    return t;
}

// Calls body(tap, row run, column run) for all.
template <typename Body>
void over(const Taps& t, Body body) {
    int64_t tap = 0;
    for (const auto& rows : t.rows)
        for (const auto& columns : t.columns) {
            for (const Run& r : rows)
                for (const Run& c : columns) body(tap, r, c);
            tap++;
        }
}

// The cells of a run in [B, H, W, ...]: of the output, and of the input.
inline Tensor outputs(const Tensor& x, const Run& r, const Run& c) { return x.narrow(1, r.out, r.length).narrow(2, c.out, c.length); }
inline Tensor inputs(const Tensor& x, const Run& r, const Run& c) { return x.narrow(1, r.in, r.one ? 1 : r.length).narrow(2, c.in, c.one ? 1 : c.length); }

}  // namespace rossby
