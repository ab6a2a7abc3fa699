// Steps of the optimizers over whole lists of parameters. A parameter without gradient is left alone.
#include "rules.h"

using namespace rossby;

namespace {

// Raw loops walk memory, so that all tensors must be of one type and lie alike.
bool lies_as(const Tensor& like, const Tensor& t) { return t.strides() == like.strides() && t.scalar_type() == like.scalar_type(); }

// A parameter in its step: its gradient, laid out as it is, and its decays inside the gradient and outside.
struct Trained {
    Tensor p, g;
    Tensor *first, *second;
    Mix mix;
    double decay;
};

std::vector<Trained> with_gradient(rt_tensor* parameters, rt_tensor* first, rt_tensor* second, const double* weight_decay, int n) {
    std::vector<Trained> list;
    for (int i = 0; i < n; i++) {
        Tensor p = at_index(parameters, i);
        if (!p.grad().defined()) continue;
        Tensor g = lies_as(p, p.grad()) ? p.grad() : at::empty_like(p).copy_(p.grad());
        Trained t{p, g, first ? &at_index(first, i) : nullptr, second ? &at_index(second, i) : nullptr, {}, weight_decay[i]};
        for (Tensor* s : {t.first, t.second})
            TORCH_CHECK(s == nullptr || (s->sizes() == p.sizes() && lies_as(p, *s)), "the optimizer's state has another shape or type than its parameter ", p.sizes());
        list.push_back(t);
    }
    return list;
}

// apex.parallel.LARC: the gradient takes up the decay and is scaled by eta |p| / (|g| + decay |p| + epsilon); to clip is to scale by at most the learning
// rate in place of it. A tensor of zeros, or with a gradient of zeros, is left to the optimizer without decay.
void adapt(Trained& t, const rt_larc& larc, double learning_rate) {
    double p = std::sqrt(sum_of_squares(t.p)), g = std::sqrt(sum_of_squares(t.g)), decay = t.decay;
    t.decay = 0;
    if (p == 0 || g == 0) return;
    double rate = larc.eta * p / (g + p * decay + larc.epsilon);
    if (larc.clip) rate = std::min(rate / learning_rate, 1.0);
    t.mix = {rate, rate * decay};
}

void adapt(std::vector<Trained>& list, const rt_larc* larc, double learning_rate) {
    if (larc == nullptr) return;
    for (auto& t : list) adapt(t, *larc, learning_rate);
}

void decay_inside(Trained& t) {
    t.mix.weight += t.decay;
    t.decay = 0;
}

double sum_of_squares(const Trained& t) {
    const Mix m = t.mix;
    if (m.weight == 0) return m.gradient * m.gradient * rossby::sum_of_squares(t.g);
    auto mixed = [&](auto zero) {
        using T = decltype(zero);
        const T *p = t.p.data_ptr<T>(), *g = t.g.data_ptr<T>();
        return sum_of(t.p.numel(), [=](int64_t i) {
            double d = m.gradient * static_cast<double>(g[i]) + m.weight * static_cast<double>(p[i]);
            return d * d;
        });
    };
    if (!lies_dense(t.p)) return rossby::sum_of_squares(m.of(t.g, t.p));
    return t.p.scalar_type() == at::kFloat ? mixed(float()) : mixed(double());
}

// Scales all gradients alike so that their norm together is at most that.
void clip(std::vector<Trained>& list, double most) {
    double sum = 0;
    for (const auto& t : list) sum += sum_of_squares(t);
    double norm = std::sqrt(sum);
    if (norm <= most) return;
    for (auto& t : list) t.mix = {t.mix.gradient / norm * most, t.mix.weight / norm * most};
}

double correction(double beta, int64_t step) { return 1 - std::pow(beta, static_cast<double>(step)); }

AdamNumbers numbers(const rt_adam& a, int64_t step) {
    return {a.learning_rate, a.beta1, a.beta2, a.epsilon, 1 - a.beta1, correction(a.beta1, step), correction(a.beta2, step)};
}

// apex.optimizers.FusedLAMB: AdamW's step, its length made the learning rate times that of the weights.
void lamb(Trained& t, AdamNumbers a, bool trust) {
    apply(Moments{a}, t.p, t.g, t.first, t.second, t.mix);
    if (trust) {
        double weights = std::sqrt(rossby::sum_of_squares(t.p)), update = std::sqrt(Descent{a, t.decay}.squares(t.p, *t.first, *t.second));
        if (weights != 0 && update != 0) a.learning_rate *= weights / update;
    }
    apply(Descent{a, t.decay}, t.p, t.g, t.first, t.second);
}

}  // namespace

extern "C" {

int rt_sgd_step(rt_tensor* parameters, rt_tensor* momentum, const double* weight_decay, int n, const rt_sgd* o, const rt_larc* larc, int64_t step) DOES({
    at::NoGradGuard no_grad;
    auto list = with_gradient(parameters, momentum, nullptr, weight_decay, n);
    adapt(list, larc, o->learning_rate);
    Sgd rule{o->learning_rate, o->momentum, o->dampening, o->nesterov != 0, step == 1};
    for (auto& t : list) {
        decay_inside(t);
        apply(rule, t.p, t.g, t.first, nullptr, t.mix);
    }
})

int rt_adam_step(rt_tensor* parameters, rt_tensor* mean, rt_tensor* variance, const double* weight_decay, int n, const rt_adam* o, const rt_larc* larc, int64_t step) DOES({
    at::NoGradGuard no_grad;
    auto list = with_gradient(parameters, mean, variance, weight_decay, n);
    adapt(list, larc, o->learning_rate);
    AdamNumbers a = numbers(*o, step);
    for (auto& t : list) {
        if (!o->decoupled) decay_inside(t);
        apply(Adam{a, t.decay}, t.p, t.g, t.first, t.second, t.mix);
    }
})

int rt_lamb_step(rt_tensor* parameters, rt_tensor* mean, rt_tensor* variance, const double* weight_decay, int n, const rt_adam* o, const rt_lamb* l, const rt_larc* larc, int64_t step) DOES({
    at::NoGradGuard no_grad;
    auto list = with_gradient(parameters, mean, variance, weight_decay, n);
    adapt(list, larc, o->learning_rate);
    if (l->max_gradient_norm > 0) clip(list, l->max_gradient_norm);
    AdamNumbers a = numbers(*o, step);
    if (!l->gradient_averaging) a.rest1 = 1;
    if (!l->bias_correction) a.correction1 = a.correction2 = 1;
    for (auto& t : list) {
        bool trust = t.decay != 0 || l->trust_undecayed;
        if (!o->decoupled) decay_inside(t);
        lamb(t, a, trust);
    }
})

}  // extern "C"
