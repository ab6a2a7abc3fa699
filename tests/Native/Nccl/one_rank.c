/* NCCL's C API for tests, for one rank whose GPU memory is main memory and whose streams carry out at once. What it is called with is as nccl.h says: the
 * id by value, counts of elements, sizes by type. It keeps an error text, and forgets nothing of what it was asked to do. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct { char internal[128]; } ncclUniqueId;
typedef struct { int ranks, rank, alive, failure; ncclUniqueId id; } comm;

static comm one;
static int depth, waiting;
static const char* last = "";
static struct { const void* from; void* to; size_t bytes; } queue[8];

int one_rank_alive(void) { return one.alive; }
int one_rank_waiting(void) { return waiting; }
void one_rank_fail(int result) { one.failure = result; }
char one_rank_id(int i) { return one.id.internal[i]; }
void* one_rank_stream;

static int refuse(int result, const char* why) { last = why; return result; }

int ncclGetVersion(int* version) { *version = 22809; return 0; }

int ncclGetUniqueId(ncclUniqueId* id) {
    for (int i = 0; i < 128; i++) id->internal[i] = (char)(255 - i);
    return 0;
}

int ncclCommInitRank(comm** out, int ranks, ncclUniqueId id, int rank) {
    if (ranks != 1 || rank != 0) return refuse(5, "there is one GPU");
    one.ranks = ranks; one.rank = rank; one.alive = 1; one.failure = 0; one.id = id;
    *out = &one;
    return 0;
}

int ncclCommDestroy(comm* c) { c->alive = 0; return 0; }
int ncclCommAbort(comm* c) { c->alive = 0; return 0; }
int ncclCommGetAsyncError(comm* c, int* error) { *error = c->failure; return 0; }
int ncclCommCount(const comm* c, int* count) { *count = c->ranks; return 0; }
int ncclCommUserRank(const comm* c, int* rank) { *rank = c->rank; return 0; }

static int copy(const void* from, void* to, size_t count, int type, void* stream) {
    static const size_t sizes[] = {1, 1, 4, 4, 8, 8, 2, 4, 8, 2};
    if (type < 0 || type > 9) return refuse(4, "no such type");
    one_rank_stream = stream;
    if (depth == 0) { if (from != to) memcpy(to, from, count * sizes[type]); return 0; }
    if (waiting == 8) return refuse(3, "full");
    queue[waiting].from = from; queue[waiting].to = to; queue[waiting++].bytes = count * sizes[type];
    return 0;
}

int ncclAllReduce(const void* from, void* to, size_t count, int type, int op, comm* c, void* stream) {
    if (!c->alive || op < 0 || op > 4) return refuse(4, "no such operation");
    return copy(from, to, count, type, stream);
}

int ncclBroadcast(const void* from, void* to, size_t count, int type, int root, comm* c, void* stream) {
    if (root != c->rank) return refuse(4, "root is not in the communicator");
    return copy(from, to, count, type, stream);
}

int ncclGroupStart(void) { depth++; return 0; }

int ncclGroupEnd(void) {
    if (--depth > 0) return 0;
    for (int i = 0; i < waiting; i++) memmove(queue[i].to, queue[i].from, queue[i].bytes);
    waiting = 0;
    return 0;
}

const char* ncclGetErrorString(int result) { return result == 4 ? "invalid argument" : result == 5 ? "invalid usage" : result == 6 ? "remote process exited or there was a network error" : "error"; }
const char* ncclGetLastError(comm* c) { return last; }
