// Element by element, with broadcasting as in NumPy. A name that ends in an underscore writes into its first tensor.
#include "narrow.h"

using namespace rossby;

template <typename B>
static Tensor compare(int relation, const Tensor& a, const B& b) {
    switch (relation) {
        case 0: return at::eq(a, b);
        case 1: return at::ne(a, b);
        case 2: return at::lt(a, b);
        case 3: return at::le(a, b);
        case 4: return at::gt(a, b);
        case 5: return at::ge(a, b);
        default: TORCH_CHECK(false, "no relation has the number ", relation);
    }
}

static void make_positive(Tensor& a) {
    if (a.is_cpu() && a.scalar_type() == at::kHalf) a.copy_(at::relu(a.to(at::kFloat)));
    else at::relu_(a);
}

extern "C" {

int rt_add(rt_tensor a, rt_tensor b, double alpha, rt_tensor* out) GIVES(alpha == 1 ? at::add(of(a), of(b)) : at::add(of(a), of(b), alpha))
int rt_mul(rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(at::mul(of(a), of(b)))
int rt_div(rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(at::div(of(a), of(b)))
int rt_maximum(rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(at::maximum(of(a), of(b)))
int rt_add_scalar(rt_tensor a, double b, rt_tensor* out) GIVES(at::add(of(a), number(of(a), b)))
int rt_mul_scalar(rt_tensor a, double b, rt_tensor* out) GIVES(at::mul(of(a), number(of(a), b)))
int rt_pow_scalar(rt_tensor a, double exponent, rt_tensor* out) GIVES(at::pow(of(a), number(of(a), exponent)))
int rt_clamp(rt_tensor a, double low, double high, rt_tensor* out) GIVES(at::clamp(of(a), number(of(a), low), number(of(a), high)))

int rt_add_(rt_tensor a, rt_tensor b, double alpha) DOES(of(a).add_(of(b), alpha))
int rt_mul_(rt_tensor a, rt_tensor b) DOES(of(a).mul_(of(b)))
int rt_add_scalar_(rt_tensor a, double b) DOES(of(a).add_(number(of(a), b)))
int rt_mul_scalar_(rt_tensor a, double b) DOES(of(a).mul_(number(of(a), b)))
int rt_copy_(rt_tensor a, rt_tensor source) DOES(of(a).copy_(of(source)))
int rt_fill_(rt_tensor a, double value) DOES(of(a).fill_(number(of(a), value)))

int rt_relu(rt_tensor a, rt_tensor* out) GIVES(as_is(of(a), [](const Tensor& x) { return at::relu(x); }))
int rt_relu_(rt_tensor a) DOES(make_positive(of(a)))
int rt_sigmoid(rt_tensor a, rt_tensor* out) GIVES(as_is(of(a), [](const Tensor& x) { return at::sigmoid(x); }))
int rt_exp(rt_tensor a, rt_tensor* out) GIVES(at::exp(of(a)))
int rt_log(rt_tensor a, rt_tensor* out) GIVES(at::log(of(a)))
int rt_sqrt(rt_tensor a, rt_tensor* out) GIVES(at::sqrt(of(a)))
int rt_abs(rt_tensor a, rt_tensor* out) GIVES(at::abs(of(a)))
int rt_isnan(rt_tensor a, rt_tensor* out) GIVES(at::isnan(of(a)))
int rt_nan_to_num(rt_tensor a, double value, rt_tensor* out) GIVES(at::nan_to_num(of(a), value))
int rt_logical_not(rt_tensor a, rt_tensor* out) GIVES(at::logical_not(of(a)))
int rt_logical_and(rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(at::logical_and(of(a), of(b)))
int rt_compare(int relation, rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(compare(relation, of(a), of(b)))
int rt_compare_scalar(int relation, rt_tensor a, double b, rt_tensor* out) GIVES(compare(relation, of(a), number(of(a), b)))
int rt_where(rt_tensor condition, rt_tensor a, rt_tensor b, rt_tensor* out) GIVES(at::where(of(condition), of(a), of(b)))

}  // extern "C"
