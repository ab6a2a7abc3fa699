// What every file of the shim shares: handles, and the wall that no C++ exception passes.
#pragma once
#include "rossby_torch.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <torch/csrc/api/include/torch/version.h>

#include <atomic>
#include <cmath>
#include <exception>
#include <string>
#include <utility>

namespace rossby {

using at::Tensor;

enum Status : int { Done = 0, Failed = 1, OutOfMemory = 2 };

extern std::atomic<int64_t> live_handles;

// Keeps the message for rt_last_error, without libtorch's list of C++ frames.
void remember(const char* message) noexcept;

// CPU allocation failures come as plain c10::Error before libtorch 2.
bool speaks_of_memory(const char* message) noexcept;

template <typename Body>
int guard(Body&& body) noexcept {
    try {
        body();
        return Done;
    } catch (const c10::OutOfMemoryError& e) {
        remember(e.what_without_backtrace());
        return OutOfMemory;
    } catch (const c10::Error& e) {
        remember(e.what_without_backtrace());
        return speaks_of_memory(e.what_without_backtrace()) ? OutOfMemory : Failed;
    } catch (const std::bad_alloc& e) {
        remember(e.what());
        return OutOfMemory;
    } catch (const std::exception& e) {
        remember(e.what());
        return Failed;
    } catch (...) {
        remember("an exception of unknown type");
        return Failed;
    }
}

inline Tensor& of(rt_tensor handle) {
    TORCH_CHECK(handle != nullptr, "a null handle was given");
    return *reinterpret_cast<Tensor*>(handle);
}

inline Tensor& at_index(rt_tensor* handles, int i) { return of(handles[i]); }

inline void give(rt_tensor* out, Tensor t) {
    *out = reinterpret_cast<rt_tensor>(new Tensor(std::move(t)));
    live_handles.fetch_add(1, std::memory_order_relaxed);
}

inline at::IntArrayRef ints(const int64_t* values, int n) { return at::IntArrayRef(values, static_cast<size_t>(n)); }

inline at::ScalarType dtype_of(int code) { return static_cast<at::ScalarType>(code); }

// A whole number stays one beside integers, which libtorch will not turn into floats in place.
inline at::Scalar number(const Tensor& beside, double value) {
    bool whole = std::abs(value) < 9e15 && value == std::floor(value);
    return at::isIntegralType(beside.scalar_type(), /*includeBool=*/false) && whole ? at::Scalar(static_cast<int64_t>(value)) : at::Scalar(value);
}

// Writes text with its closing zero, cut to size; the result is the full length, so that a caller can ask again.
int write_text(const std::string& text, char* buffer, int size) noexcept;

}  // namespace rossby

// The common shape: int rt_relu(rt_tensor a, rt_tensor* out) GIVES(at::relu(of(a)))
#define GIVES(...) \
    { return rossby::guard([&] { rossby::give(out, (__VA_ARGS__)); }); }
#define DOES(...) \
    { return rossby::guard([&] { __VA_ARGS__; }); }
