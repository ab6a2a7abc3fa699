// One step of an optimizer over flat vectors, cut into chunks: a block of threads takes a chunk, on the CPU a thread. Everything that a step is told, and what it
// finds out on its way, lies where the vectors do, so that nothing waits for it and a graph can hold it.
#pragma once
#include "rules.h"

namespace rossby::flat {

constexpr int64_t kChunk = 16384;
// Of the gradients' addresses in the arguments of a kernel, which CUDA has take 32764 bytes.
constexpr int kMostSegments = 2048;

// A parameter's place in the vectors.
struct Segment {
    int64_t start, length;
    double decay;
    int32_t first_chunk, chunks;
};

// Part of a segment.
struct Chunk {
    int64_t start, length;
    int32_t segment;
};

enum class Kind : int32_t { Sgd, Adam, Lamb };

struct Options {
    Kind kind;
    bool nesterov, decoupled, bias_correction, gradient_averaging, trust_undecayed, larc, clip;
    double momentum, dampening, beta1, beta2, epsilon, most_norm, eta, larc_epsilon;

    // Whether squares of weights or gradients are needed ahead of the step, and once more those of gradients as LARC leaves them.
    ROSSBY_BOTH bool clips() const { return kind == Kind::Lamb && most_norm > 0; }
    ROSSBY_BOTH bool measures() const { return larc || kind == Kind::Lamb; }
    ROSSBY_BOTH bool measures_again() const { return larc && clips(); }
};

// Single numbers. `loss` is null where nobody judges: the step is made then.
struct Told {
    const double *rate, *number;
    const float *scale, *loss;
    double* norm;
    bool* made;
};

// What all elements of a step share.
struct Numbers {
    AdamNumbers adam;
    // Of gradients: what they are multiplied by, and their norm together where that is too long, else 0.
    double share, too_long, rest;
    bool made;
};

// Rows of squares: of weights, of gradients as they are, of what LARC makes of them, of LAMB's directions.
enum Row : int { OfWeights, OfGradients, OfMixed, OfDirections, Rows };

template <typename T>
struct Step {
    Options o;
    Told told;
    Numbers* numbers;
    const Segment* segments;
    const Chunk* chunks;
    int32_t n_segments, n_chunks;
    T *p, *first, *second;
    // By row and chunk, and by row and segment.
    double *partial, *squares;
    // How many blocks of a kernel are done.
    unsigned* done;
    // By segment; null for one without gradient, which is left alone.
    const T* gradients[kMostSegments];
};

// A gradient is scaled, and under LARC (apex.parallel.LARC) takes up the decay and is scaled by eta |p| / (|g| + decay |p| + epsilon); to clip is to scale by at
// most the learning rate in place of it. A tensor of zeros, or with a gradient of zeros, is left to the optimizer without decay.
template <typename T>
ROSSBY_ANYWHERE Mix mix_of(const Step<T>& s, int32_t segment, double& decay) {
    const Numbers& n = *s.numbers;
    decay = s.segments[segment].decay;
    Mix mix{n.share, 0};
    if (!s.o.larc) return mix;
    double wd = decay, p = std::sqrt(s.squares[OfWeights * s.n_segments + segment]), g = std::sqrt(s.squares[OfGradients * s.n_segments + segment]) * n.share;
    decay = 0;
    if (p == 0 || g == 0) return mix;
    double rate = s.o.eta * p / (g + p * wd + s.o.larc_epsilon);
    if (s.o.clip) rate = std::fmin(rate / n.adam.learning_rate, 1.0);
    return {n.share * rate, rate * wd};
}

// A chunk's part of its parameter's gradient; null where there is none.
template <typename T>
ROSSBY_ANYWHERE const T* gradient_of(const Step<T>& s, const Chunk& c) {
    const T* g = s.gradients[c.segment];
    return g == nullptr ? nullptr : g + (c.start - s.segments[c.segment].start);
}

// Sums over a chunk, of which a block knows how to make them.
template <typename T, typename Block>
ROSSBY_ANYWHERE void measure(const Step<T>& s, int32_t chunk, Block& block) {
    const Chunk c = s.chunks[chunk];
    const T *p = s.p + c.start, *g = gradient_of(s, c);
    if (g == nullptr) {
        block.keep(s.partial[OfGradients * s.n_chunks + chunk], 0);
        return;
    }
    block.keep(s.partial[OfGradients * s.n_chunks + chunk], block.sum(c.length, [=](int64_t i) { return static_cast<double>(g[i]) * static_cast<double>(g[i]); }));
    if (s.o.measures()) block.keep(s.partial[OfWeights * s.n_chunks + chunk], block.sum(c.length, [=](int64_t i) { return static_cast<double>(p[i]) * static_cast<double>(p[i]); }));
}

template <typename T, typename Block>
ROSSBY_ANYWHERE void measure_again(const Step<T>& s, int32_t chunk, Block& block) {
    const Chunk c = s.chunks[chunk];
    const T *p = s.p + c.start, *g = gradient_of(s, c);
    if (g == nullptr) {
        block.keep(s.partial[OfMixed * s.n_chunks + chunk], 0);
        return;
    }
    double decay;
    const Mix m = mix_of(s, c.segment, decay);
    block.keep(s.partial[OfMixed * s.n_chunks + chunk], block.sum(c.length, [=](int64_t i) {
        double d = m.gradient * static_cast<double>(g[i]) + m.weight * static_cast<double>(p[i]);
        return d * d;
    }));
}

// From chunks to a segment, in their order.
template <typename T>
ROSSBY_ANYWHERE void gather(const Step<T>& s, Row row, int32_t segment) {
    const Segment g = s.segments[segment];
    // As other blocks have left them.
    const volatile double* partial = s.partial;
    double sum = 0;
    for (int32_t c = 0; c < g.chunks; c++) sum += partial[row * s.n_chunks + g.first_chunk + c];
    s.squares[row * s.n_segments + segment] = sum;
}

template <typename T>
ROSSBY_ANYWHERE double total(const Step<T>& s, Row row) {
    double sum = 0;
    for (int32_t i = 0; i < s.n_segments; i++)
        if (s.gradients[i] != nullptr) sum += s.squares[row * s.n_segments + i];
    return std::sqrt(sum);
}

ROSSBY_ANYWHERE double correction(double beta, double step) { return 1 - std::pow(beta, step); }

// What the step is told, and whether it is made: where loss and gradients are finite.
template <typename T>
ROSSBY_ANYWHERE void prepare(const Step<T>& s) {
    Numbers& n = *s.numbers;
    const double step = *s.told.number;
    n.adam = {*s.told.rate, s.o.beta1, s.o.beta2, s.o.epsilon, 1 - s.o.beta1, correction(s.o.beta1, step), correction(s.o.beta2, step)};
    if (s.o.kind == Kind::Lamb && !s.o.gradient_averaging) n.adam.rest1 = 1;
    if (s.o.kind == Kind::Lamb && !s.o.bias_correction) n.adam.correction1 = n.adam.correction2 = 1;
    n.rest = step == 1 ? 1 : 1 - s.o.dampening;
    n.share = s.told.scale == nullptr ? 1 : 1.0 / static_cast<double>(*s.told.scale);
    n.too_long = 0;
    n.made = true;
    if (s.told.loss == nullptr) return;
    double norm = total(s, OfGradients), loss = static_cast<double>(*s.told.loss);
    *s.told.norm = norm;
    *s.told.made = n.made = norm - norm == 0 && loss - loss == 0;
}

// All gradients alike are scaled so that their norm together is at most that.
template <typename T>
ROSSBY_ANYWHERE void clip(const Step<T>& s, Row row) {
    double norm = row == OfGradients ? total(s, row) * s.numbers->share : total(s, row);
    if (norm > s.o.most_norm) s.numbers->too_long = norm;
}

// Moments and step in one pass; of LAMB the moments, and the squares of the direction that the step will have.
template <typename T, typename Block>
ROSSBY_ANYWHERE void update(const Step<T>& s, int32_t chunk, Block& block) {
    const Chunk c = s.chunks[chunk];
    const Numbers& n = *s.numbers;
    const T* g = gradient_of(s, c);
    if (g == nullptr || !n.made) return;
    T *p = s.p + c.start, *first = s.first == nullptr ? nullptr : s.first + c.start, *second = s.second == nullptr ? nullptr : s.second + c.start;
    double decay;
    Mix mix = mix_of(s, c.segment, decay);
    if (n.too_long != 0) mix = {mix.gradient / n.too_long * s.o.most_norm, mix.weight / n.too_long * s.o.most_norm};
    if (s.o.kind == Kind::Sgd) {
        mix.weight += decay;
        const SgdOne<T> one(n.adam.learning_rate, s.o.momentum, n.rest, s.o.nesterov, mix);
        if (first == nullptr) block.each(c.length, [=](int64_t i) { one.step(p[i], g[i]); });
        else block.each(c.length, [=](int64_t i) { one.step(p[i], g[i], first[i]); });
        return;
    }
    if (!s.o.decoupled) {
        mix.weight += decay;
        decay = 0;
    }
    const AdamOne<T> one(n.adam, decay, mix);
    if (s.o.kind == Kind::Adam) {
        block.each(c.length, [=](int64_t i) {
            T m = first[i], v = second[i];
            one.take(p[i], g[i], m, v);
            first[i] = m;
            second[i] = v;
            one.descend(p[i], m, v);
        });
        return;
    }
    block.each(c.length, [=](int64_t i) { one.take(p[i], g[i], first[i], second[i]); });
    const T size = static_cast<T>(1 / n.adam.correction1), wd = static_cast<T>(decay);
    block.keep(s.partial[OfDirections * s.n_chunks + chunk], block.sum(c.length, [=](int64_t i) {
        double u = size * one.direction(first[i], second[i]) + wd * p[i];
        return u * u;
    }));
}

// apex.optimizers.FusedLAMB: AdamW's step, its length made the learning rate times that of the weights.
template <typename T, typename Block>
ROSSBY_ANYWHERE void descend(const Step<T>& s, int32_t chunk, Block& block) {
    const Chunk c = s.chunks[chunk];
    if (s.gradients[c.segment] == nullptr || !s.numbers->made) return;
    AdamNumbers a = s.numbers->adam;
    double decay;
    mix_of(s, c.segment, decay);
    if (decay != 0 || s.o.trust_undecayed) {
        double weights = std::sqrt(s.squares[OfWeights * s.n_segments + c.segment]), direction = std::sqrt(s.squares[OfDirections * s.n_segments + c.segment]);
        if (weights != 0 && direction != 0) a.learning_rate *= weights / direction;
    }
    if (!s.o.decoupled) decay = 0;
    const AdamOne<T> one(a, decay, {1, 0});
    T *p = s.p + c.start, *first = s.first + c.start, *second = s.second + c.start;
    block.each(c.length, [=](int64_t i) { one.descend(p[i], first[i], second[i]); });
}

// How a device that is neither the processor nor CUDA's carries a step out.
using Launch = void (*)(const Step<float>& s);

}  // namespace rossby::flat
