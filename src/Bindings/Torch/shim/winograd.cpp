#include "winograd.h"

#include "maps.h"

#include <omp.h>

#ifdef ROSSBY_ONEDNN

namespace rossby {
namespace winograd {

using dnnl::memory;

namespace {

constexpr int64_t kTaps = Winograd::kTaps;
// Of tiles on both sides of a product. A thread's own stay in its caches; gradients of a weight are added up less often the more tiles they are made of.
constexpr int64_t kPassBytes = 4 << 20, kWeightBytes = 24 << 20;
// Tiles next to each other that are brought into their places at a time.
constexpr int64_t kRun = 8;

TiledMap map_of(const Tensor& x) { return {x.size(1), x.size(2), x.size(3)}; }

float* sample(const Tensor& x, int64_t n) { return raw<float>(x) + n * x.size(1) * x.size(2) * x.size(3); }

// The tiles of a map given, in strips of some rows, or of a part of one where a whole one is too much. What a strip has beyond the map is there, with zeros.
struct Strips {
    int64_t rows, columns, across;

    Strips(const Winograd& how, const Tensor& y, int64_t channels, int64_t bytes) {
        int64_t down = part(y.size(2), how.gives), all = part(y.size(3), how.gives);
        int64_t most = std::max<int64_t>(1, bytes / (how.places * how.places * channels * static_cast<int64_t>(sizeof(float))));
        // As long as each other.
        columns = part(all, part(all, most));
        rows = part(down, part(down, std::max<int64_t>(1, most / columns)));
        across = part(all, columns);
        number = across * part(down, rows);
    }

    // In a map.
    int64_t number;

    int64_t count() const { return rows * columns; }

    // How many runs of tiles a strip has.
    int64_t runs() const { return rows * part(columns, kRun); }

    // Calls body(range, at) for some runs of a strip, `at` being the first tile's place in it.
    template <typename Body>
    void each(int64_t strip, int64_t begin, int64_t end, Body body) const {
        int64_t a_row = part(columns, kRun), first = strip % across * columns;
        for (int64_t run = begin; run < end; run++) {
            int64_t row = run / a_row, tile = run % a_row * kRun;
            body(TileRange{strip / across * rows + row, first + tile, first + std::min(columns, tile + kRun)}, row * columns + tile);
        }
    }

private:
    static int64_t part(int64_t whole, int64_t parts) { return (whole + parts - 1) / parts; }
};

// Primitives made meanwhile are for one thread: several work side by side, each on its own product.
class OneThread {
public:
    OneThread() { omp_set_num_threads(1); }
    ~OneThread() { omp_set_num_threads(before); }

private:
    int before = omp_get_max_threads();
};

// What lies at one place of `count` tiles.
memory::desc tiles(int64_t channels, int64_t count) { return {{1, channels, 1, count}, memory::data_type::f32, memory::format_tag::nChw8c}; }

memory::desc matrix(int64_t d, int64_t c, memory::format_tag order) { return {{d, c, 1, 1}, memory::data_type::f32, order}; }

Places room_for(const Winograd& how, const memory::desc& d) { return {d, at::empty({how.places * how.places, static_cast<int64_t>(d.get_size() / sizeof(float))}, at::kFloat)}; }

// At a place the product of a weight [D, C] and tiles [C, count]: a convolution of one tap.
struct Product {
    memory::desc from, weight, to;
    dnnl::primitive_attr attributes;

    Product(int64_t c, int64_t d, int64_t count) : from(tiles(c, count)), weight(matrix(d, c, memory::format_tag::any)), to(tiles(d, count)) {
        attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);
    }

    static constexpr auto direct = dnnl::algorithm::convolution_direct;
    static constexpr auto training = dnnl::prop_kind::forward_training;

    template <typename Primitive>
    struct Made {
        typename Primitive::primitive_desc description;
        Primitive primitive;
    };

    Made<dnnl::convolution_forward> forward() const {
        OneThread alone;
        auto description = describe();
        return {description, dnnl::convolution_forward(description)};
    }

    Made<dnnl::convolution_backward_weights> back_weight() const {
        OneThread alone;
#if DNNL_VERSION_MAJOR >= 3
        dnnl::convolution_backward_weights::primitive_desc description(onednn::engine(), direct, from, weight, to, {1, 1}, {0, 0}, {0, 0}, describe(), attributes);
#else
        dnnl::convolution_backward_weights::primitive_desc description({direct, from, weight, to, {1, 1}, {0, 0}, {0, 0}}, attributes, onednn::engine(), describe());
#endif
        return {description, dnnl::convolution_backward_weights(description)};
    }

private:
    dnnl::convolution_forward::primitive_desc describe() const {
#if DNNL_VERSION_MAJOR >= 3
        return {onednn::engine(), training, direct, from, weight, to, {1, 1}, {0, 0}, {0, 0}, attributes};
#else
        return {{training, direct, from, weight, to, {1, 1}, {0, 0}, {0, 0}}, attributes, onednn::engine()};
#endif
    }
};

// Calls body(place, tap, factor) for what each tap counts at each place, but for nothing.
template <typename Body>
void each_factor(const Winograd& how, Body body) {
    for (int64_t place = 0; place < how.places * how.places; place++)
        for (int64_t tap = 0; tap < kTaps * kTaps; tap++) {
            float factor = how.weight[place / how.places][tap / kTaps] * how.weight[place % how.places][tap % kTaps];
            if (factor != 0) body(place, tap, factor);
        }
}

bool are(const std::vector<int64_t>& v, int64_t value) { return v[0] == value && v[1] == value; }

bool may_be(at::ScalarType t, at::IntArrayRef weight, const Window& w) {
    return onednn::has(dnnl::cpu_isa::avx2) && onednn::in_blocks(t, weight, /*of_weight=*/false) && weight[2] == kTaps && weight[3] == kTaps && are(w.dilation, 1);
}

}  // namespace

const Winograd* of_convolution(at::ScalarType t, at::IntArrayRef weight, const Window& w, bool trains) {
    bool fits = may_be(t, weight, w) && are(w.stride, 1) && w.padding[0] < kTaps && w.padding[1] < kTaps;
    return !fits ? nullptr : trains ? &winograd_kernels().exact : &winograd_kernels().coarse;
}

const Winograd* of_transposed(at::ScalarType t, at::IntArrayRef weight, const Window& w) {
    bool fits = may_be(t, weight, w) && are(w.stride, 2) && are(w.padding, 1);
    return fits ? &winograd_kernels().transposed : nullptr;
}

Places Places::in(const memory::desc& wanted) const {
    if (layout == wanted) return *this;
    Places other{wanted, at::empty({held.size(0), static_cast<int64_t>(wanted.get_size() / sizeof(float))}, at::kFloat)};
    dnnl::stream stream(onednn::engine());
    for (int64_t place = 0; place < held.size(0); place++) {
        memory from = handle(place), to = other.handle(place);
        dnnl::reorder(from, to).execute(stream, from, to);
    }
    stream.wait();
    return other;
}

// G w G^T.
Places places_of(const Winograd& how, const Tensor& weight) {
    Tensor w = raw_map(weight);
    int64_t d = w.size(0), c = w.size(1);
    Places places = room_for(how, matrix(d, c, memory::format_tag::oihw));
    places.held.zero_();
    const float* from = raw<float>(w);
    at::parallel_for(0, d, 1, [&](int64_t begin, int64_t end) {
        for (int64_t result = begin; result < end; result++)
            each_factor(how, [&](int64_t place, int64_t tap, float factor) {
                float* to = raw<float>(places.held) + (place * d + result) * c;
                const float* taken = from + (result * kTaps * kTaps + tap) * c;
                for (int64_t k = 0; k < c; k++) to[k] += factor * taken[k];
            });
    });
    // Products of any number of tiles want it in the same order.
    return places.in(Product(c, d, kRun).forward().description.weights_desc());
}

void pass(const Winograd& how, const Tensor& x, const Places& places, const Tensor& y, at::IntArrayRef padding, const Tensor& bias, bool adds, bool relu) {
    int64_t c = x.size(1), d = y.size(1);
    Strips strips(how, y, c + d, kPassBytes);
    auto made = Product(c, d, strips.count()).forward();
    Places weight = places.in(made.description.weights_desc());
    at::parallel_for(0, x.size(0) * strips.number, 1, [&](int64_t begin, int64_t end) {
        Places from = room_for(how, made.description.src_desc()), to = room_for(how, made.description.dst_desc());
        for (int64_t job = begin; job < end; job++) {
            int64_t n = job / strips.number, strip = job % strips.number;
            strips.each(strip, 0, strips.runs(), [&](TileRange range, int64_t at) {
                how.take(sample(x, n), map_of(x), padding[0], padding[1], range, raw<float>(from.held), strips.count(), at);
            });
            for (int64_t place = 0; place < how.places * how.places; place++)
                onednn::execute(made.primitive, {{DNNL_ARG_SRC, from.handle(place)}, {DNNL_ARG_WEIGHTS, weight.handle(place)}, {DNNL_ARG_DST, to.handle(place)}},
                                made.description.scratchpad_desc());
            strips.each(strip, 0, strips.runs(), [&](TileRange range, int64_t at) {
                how.give(raw<float>(to.held), strips.count(), at, sample(y, n), map_of(y), range, bias.defined() ? raw<float>(bias) : nullptr, adds, relu);
            });
        }
    });
}

// G^T u G of u, at every place the product of all tiles of dy and of x. A thread has some of the places, not of the tiles: sums do not depend on their number.
Tensor weight_gradient(const Winograd& how, const Tensor& dy, const Tensor& x, at::IntArrayRef padding) {
    int64_t c = x.size(1), d = dy.size(1);
    Strips strips(how, dy, c + d, kWeightBytes);
    auto made = Product(c, d, strips.count()).back_weight();
    Places from = room_for(how, made.description.src_desc()), by = room_for(how, made.description.diff_dst_desc()), part = room_for(how, made.description.diff_weights_desc());
    Tensor sum = at::zeros_like(part.held);
    for (int64_t n = 0; n < x.size(0); n++)
        for (int64_t strip = 0; strip < strips.number; strip++) {
            at::parallel_for(0, strips.runs(), 1, [&](int64_t begin, int64_t end) {
                strips.each(strip, begin, end, [&](TileRange range, int64_t at) {
                    how.take(sample(x, n), map_of(x), padding[0], padding[1], range, raw<float>(from.held), strips.count(), at);
                    how.take_gradient(sample(dy, n), map_of(dy), range, raw<float>(by.held), strips.count(), at);
                });
            });
            at::parallel_for(0, how.places * how.places, 1, [&](int64_t begin, int64_t end) {
                for (int64_t place = begin; place < end; place++) {
                    onednn::execute(made.primitive, {{DNNL_ARG_SRC, from.handle(place)}, {DNNL_ARG_DIFF_DST, by.handle(place)}, {DNNL_ARG_DIFF_WEIGHTS, part.handle(place)}},
                                    made.description.scratchpad_desc());
                    float* to = raw<float>(sum) + place * sum.size(1);
                    const float* some = raw<float>(part.held) + place * sum.size(1);
                    for (int64_t k = 0; k < sum.size(1); k++) to[k] += some[k];
                }
            });
        }
    Places places = Places{part.layout, sum}.in(matrix(d, c, memory::format_tag::oihw));
    Tensor dw = at::empty({d, c, kTaps, kTaps}, x.options(), at::MemoryFormat::ChannelsLast).zero_();
    at::parallel_for(0, d, 1, [&](int64_t begin, int64_t end) {
        for (int64_t result = begin; result < end; result++)
            each_factor(how, [&](int64_t place, int64_t tap, float factor) {
                float* to = raw<float>(dw) + (result * kTaps * kTaps + tap) * c;
                const float* u = raw<float>(places.held) + (place * d + result) * c;
                for (int64_t k = 0; k < c; k++) to[k] += factor * u[k];
            });
    });
    return dw;
}

}  // namespace winograd
}  // namespace rossby

#endif
