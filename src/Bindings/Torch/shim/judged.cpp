// Steps of the optimizers for graphs: rate, number of the step, scale of the loss, and whether the step is made at all are told by tensors on the device, and
// nothing is asked of it. The rules are those of rules.h, made of ATen's operations; where the step is not made all stays as it was.
#include "guard.h"
#include "rossby_device.h"

#include <vector>

using namespace rossby;

namespace {

Tensor length_of(const Tensor& t) { return at::linalg_vector_norm(t, 2, {}, /*keepdim=*/false, at::kDouble); }

// What is not finite less itself is not a number.
Tensor is_finite(const Tensor& t) { return (t - t).eq(0); }

Tensor square_of_norm(const std::vector<Tensor>& all) {
    std::vector<Tensor> norms;
    for (const Tensor& t : all) norms.push_back(length_of(t).view({1}));
    return at::cat(norms).square().sum();
}

struct Trained {
    Tensor p, d;  // the parameter, and what a rule takes for its gradient
    Tensor *first, *second;
    double decay;
};

struct Step {
    Tensor rate, number, made;
    std::vector<Trained> all;

    Step(rt_tensor* parameters, rt_tensor* first, rt_tensor* second, const double* weight_decay, int n, const rt_told* told, const rt_larc* larc)
        : rate(of(told->rate)), number(of(told->number)), made(of(told->made)) {
        Tensor share = of(told->scale).reciprocal();
        for (int i = 0; i < n; i++) {
            Tensor p = at_index(parameters, i);
            TORCH_CHECK(p.grad().defined(), "a parameter of ", p.sizes(), " has no gradient");
            all.push_back({p.detach(), p.grad() * share, first ? &at_index(first, i) : nullptr, second ? &at_index(second, i) : nullptr, weight_decay[i]});
        }
        if (larc != nullptr)
            for (auto& t : all) adapt(t, *larc);
    }

    void adapt(Trained& t, const rt_larc& larc) const {
        Tensor p = length_of(t.p), g = length_of(t.d), ratio = p * larc.eta / (g + p * t.decay + larc.epsilon);
        if (larc.clip) ratio = (ratio / rate).clamp_max(1);
        t.d = at::where(p.ne(0).bitwise_and(g.ne(0)), t.d * ratio + t.p * (ratio * t.decay), t.d);
        t.decay = 0;
    }

    static void decay_inside(Trained& t) {
        if (t.decay != 0) t.d = t.d + t.p * t.decay;
        t.decay = 0;
    }

    void set(const Tensor& old, const Tensor& fresh) const {
        Tensor to = old;
        to.copy_(at::where(made, fresh, old));
    }

    // 1 - beta to the power of the step's number.
    Tensor correction(double beta) const { return 1 - at::pow(at::Scalar(beta), number); }

    // Moves the moments.
    std::pair<Tensor, Tensor> moments(const Trained& t, const rt_adam& a, double rest) const {
        Tensor mean = *t.first * a.beta1 + t.d * rest, variance = *t.second * a.beta2 + t.d.square() * (1 - a.beta2);
        set(*t.first, mean);
        set(*t.second, variance);
        return {mean, variance};
    }
};

void lamb_clip(std::vector<Trained>& all, double most) {
    std::vector<Tensor> gradients;
    for (const auto& t : all) gradients.push_back(t.d);
    Tensor total = square_of_norm(gradients).sqrt(), share = at::where(total.gt(most), most / total, at::ones_like(total));
    for (auto& t : all) t.d = t.d * share;
}

}  // namespace

extern "C" {

int rt_judge(rt_tensor* parameters, int n, rt_tensor loss, const rt_told* told) DOES({
    at::NoGradGuard no_grad;
    std::vector<Tensor> gradients;
    for (int i = 0; i < n; i++)
        if (at_index(parameters, i).grad().defined()) gradients.push_back(at_index(parameters, i).grad());
    TORCH_CHECK(!gradients.empty(), "no parameter has a gradient");
    Tensor total = square_of_norm(gradients).sqrt();
    of(told->norm).copy_(total);
    of(told->made).copy_(is_finite(total).bitwise_and(is_finite(of(loss).detach())));
})

int rt_judged_sgd_step(rt_tensor* parameters, rt_tensor* momentum, const double* weight_decay, int n, const rt_sgd* o, const rt_larc* larc, const rt_told* told) DOES({
    at::NoGradGuard no_grad;
    Step s(parameters, momentum, nullptr, weight_decay, n, told, larc);
    for (auto& t : s.all) {
        Step::decay_inside(t);
        Tensor way = t.d;
        if (t.first != nullptr) {
            Tensor rest = at::where(s.number.eq(1), at::ones_like(s.rate), at::full_like(s.rate, 1 - o->dampening)), kept = *t.first * o->momentum + t.d * rest;
            s.set(*t.first, kept);
            way = o->nesterov ? t.d + kept * o->momentum : kept;
        }
        s.set(t.p, t.p - way * s.rate);
    }
})

int rt_judged_adam_step(rt_tensor* parameters, rt_tensor* mean, rt_tensor* variance, const double* weight_decay, int n, const rt_adam* o, const rt_larc* larc, const rt_told* told) DOES({
    at::NoGradGuard no_grad;
    Step s(parameters, mean, variance, weight_decay, n, told, larc);
    Tensor length = s.rate / s.correction(o->beta1), root = s.correction(o->beta2).sqrt();
    for (auto& t : s.all) {
        if (!o->decoupled) Step::decay_inside(t);
        auto [m, v] = s.moments(t, *o, 1 - o->beta1);
        s.set(t.p, t.p * (1 - s.rate * t.decay) - m / (v.sqrt() / root + o->epsilon) * length);
    }
})

int rt_judged_lamb_step(rt_tensor* parameters, rt_tensor* mean, rt_tensor* variance, const double* weight_decay, int n, const rt_adam* o, const rt_lamb* l, const rt_larc* larc, const rt_told* told) DOES({
    at::NoGradGuard no_grad;
    Step s(parameters, mean, variance, weight_decay, n, told, larc);
    if (l->max_gradient_norm > 0) lamb_clip(s.all, l->max_gradient_norm);
    Tensor one = at::ones_like(s.rate), first = l->bias_correction ? s.correction(o->beta1) : one, root = l->bias_correction ? s.correction(o->beta2).sqrt() : one;
    for (auto& t : s.all) {
        bool trust = t.decay != 0 || l->trust_undecayed;
        if (!o->decoupled) Step::decay_inside(t);
        auto [m, v] = s.moments(t, *o, l->gradient_averaging ? 1 - o->beta1 : 1);
        Tensor way = m / (v.sqrt() / root + o->epsilon) / first + t.p * t.decay, rate = s.rate;
        if (trust) {
            Tensor weights = length_of(t.p), update = length_of(way);
            rate = rate * at::where(weights.ne(0).bitwise_and(update.ne(0)), weights / update, at::ones_like(weights));
        }
        s.set(t.p, t.p - way * rate);
    }
})

}  // extern "C"
