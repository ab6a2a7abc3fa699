// Functions whose inner tensors are not kept for the backward pass: when it comes to one, the function runs again on its input, recorded this time
// (Chen et al. 2016, "Training Deep Nets with Sublinear Memory Cost").
#include "guard.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

using namespace rossby;
using torch::autograd::variable_list;

namespace {

struct Recomputed final : torch::autograd::Node {
    Recomputed(const Tensor& x, rt_function function, rt_release release, void* context)
        : Node(torch::autograd::collect_next_edges(x)), input(x, /*is_output=*/false), function(function), release(release), context(context) {}

    ~Recomputed() override { release(context); }

    std::string name() const override { return "Recomputed"; }

    void release_variables() override { input.reset_data(); }

    variable_list apply(variable_list&& gradients) override {
        if (!gradients[0].defined()) return {Tensor()};
        at::AutoGradMode recorded(true);
        bool wanted = task_should_compute_output(0);
        Tensor x = input.unpack().detach().set_requires_grad(wanted), y = again(x);
        torch::autograd::backward({y}, {gradients[0]});
        return {wanted ? x.grad() : Tensor()};
    }

private:
    Tensor again(const Tensor& x) {
        rt_tensor in = nullptr, out = nullptr;
        give(&in, x);
        int status = function(context, in, &out);
        if (status == OutOfMemory) throw std::bad_alloc();
        TORCH_CHECK(status == Done, "a function that runs again for its gradient failed");
        Tensor y = of(out);
        rt_free(out);
        return y;
    }

    torch::autograd::SavedVariable input;
    rt_function function;
    rt_release release;
    void* context;
};

}  // namespace

extern "C" {

int rt_grad_mode(int* on) DOES(*on = c10::GradMode::is_enabled() ? 1 : 0)

// Takes over the context, whatever comes.
int rt_recomputed(rt_tensor x, rt_tensor y, rt_function function, rt_release release, void* context, rt_tensor* out) DOES({
    std::shared_ptr<Recomputed> node(new Recomputed(of(x), function, release, context), torch::autograd::deleteNode);
    Tensor result = of(y).is_view() || of(y).is_same(of(x)) ? of(y).clone() : of(y);
    torch::autograd::set_history(result, node);
    give(out, result);
})

}  // extern "C"
