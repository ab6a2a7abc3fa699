// The C interface of librossby_torch to devices other than main memory: streams, events, pinned memory, statistics, graphs. Conventions are those of
// rossby_torch.h. Streams and events go through libtorch's own device guards and need no CUDA at compile time; what says "CUDA alone" is in shims that were
// built with CUDA's headers, and fails elsewhere with a sentence that says so.
#pragma once
#include "rossby_torch.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct rt_stream_t* rt_stream;
typedef struct rt_event_t* rt_event;
typedef struct rt_graph_t* rt_graph;

// 1 where this shim was built with CUDA's headers
RT_API int rt_has_cuda_part(void);

// Makes a device the thread's current one, to which libraries beside libtorch turn
RT_API int rt_device_enter(const char* device);

// What this thread enqueues on a device goes to its current stream of that device (streams.cpp). A new one comes from libtorch's pool; to free it is to let
// go of the handle. rt_stream_enter gives the stream that was current before, and makes the stream's device the thread's own.
RT_API int rt_stream_new(const char* device, rt_stream* out);
RT_API int rt_stream_current(const char* device, rt_stream* out);
RT_API void rt_stream_free(rt_stream s);
RT_API int rt_stream_enter(rt_stream s, rt_stream* previous);
RT_API int rt_stream_wait(rt_stream s, rt_event e);
RT_API int rt_stream_synchronize(rt_stream s);

// The native handle of a stream, for other libraries: CUDA's, where the shim has CUDA; of other devices the stream's number
RT_API int rt_stream_native(rt_stream s, void** handle);

// The vector of buckets (buckets.cpp); and: what comes into a stream later waits for the gradients of a full one, whichever streams they were copied in
RT_API int rt_buckets_flat(rt_buckets b, rt_tensor* out);
RT_API int rt_buckets_follow(rt_buckets b, int bucket, rt_stream s);

// An event is done once its stream has come to where it was recorded; one that never was is done.
RT_API int rt_event_new(const char* device, rt_event* out);
RT_API void rt_event_free(rt_event e);
RT_API int rt_event_record(rt_event e, rt_stream s);
RT_API int rt_event_query(rt_event e, int* done);

// Zeros in main memory that a device copies from by itself; copies that the caller does not wait for. Memory that a stream other than its own reads is kept
// from reuse until that stream has come by (rt_keep_for_stream).
RT_API int rt_pinned(const int64_t* shape, int n, int dtype, int format, rt_tensor* out);
RT_API int rt_copy_async(rt_tensor to, rt_tensor from);
RT_API int rt_keep_for_stream(rt_tensor t, rt_stream s);

// Whether fp32 convolutions and products may round their operands to tf32, and whether cuDNN tries its algorithms out for each new shape
RT_API int rt_set_cuda_arithmetic(int tf32, int benchmark);

// CUDA alone (cuda.cpp): which GPU a device is, whatever its number in this process, not negative; bytes that tensors hold, held at most, and that the allocator has taken
RT_API int rt_cuda_identity(const char* device, int64_t* identity);
RT_API int rt_cuda_memory(const char* device, int64_t* held, int64_t* most, int64_t* taken);
RT_API int rt_cuda_reset_peak(const char* device);
RT_API int rt_cuda_release_cache(void);

// CUDA alone: what is enqueued on the thread's current stream, which must not be the default one, between begin and end is not carried out but kept, with its
// memory, and carried out by each replay on the stream then current.
RT_API int rt_graph_new(rt_graph* out);
RT_API void rt_graph_free(rt_graph g);
RT_API int rt_graph_begin(rt_graph g);
RT_API int rt_graph_end(rt_graph g);
RT_API int rt_graph_replay(rt_graph g);

#ifdef __cplusplus
}
#endif
