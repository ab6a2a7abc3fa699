// The C interface of librossby_torch to where a device's time goes (profile.cpp). Conventions are those of rossby_torch.h.
#pragma once
#include "rossby_torch.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rt_marks_t* rt_marks;

// Marks on the time of a device: rt_mark makes one where what this thread has enqueued so far is done, rt_mark_gradient one where the gradient of a tensor is
// whole, each time that it is made. On the CPU they are readings of its clock, on a GPU timed events. With `counts` each also has the bytes of the tensors that
// libtorch's operations have read and written since the one before, each tensor of an operation once: views move nothing, loops of this library are no
// operations. One that counts may live at a time.
RT_API int rt_marks_new(const char* device, int counts, rt_marks* out);
RT_API void rt_marks_free(rt_marks m);
RT_API int rt_mark(rt_marks m, int64_t tag);
RT_API int rt_mark_gradient(rt_marks m, rt_tensor t, int64_t tag);

// Waits for the device, and gives marks in their order: tag, milliseconds and bytes since the one before; how many there are, whatever the capacity.
RT_API int rt_marks_read(rt_marks m, int capacity, int64_t* tags, double* milliseconds, int64_t* bytes, int* count);

#ifdef __cplusplus
}
#endif
