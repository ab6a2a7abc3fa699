/* NCCL's C API for tests: ranks are threads of one process, GPU memory is main memory (or that of the second device, see second_device.cpp), and streams carry
 * out at once. What it is called with is as nccl.h says: the id by value, counts of elements, sizes by type. Sums are made in the order of ranks, in float, and
 * rounded to the type each time. A call that not all ranks make alike is refused; one that waits for a rank that is gone fails as NCCL's do, later. */
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 16, QUEUE = 64, FAR = 60 };
enum { SUM = 0, MEAN = 4 };
typedef enum { REDUCE, SCATTER, GATHER, BROADCAST, SPLIT } kind;
typedef struct { char internal[128]; } ncclUniqueId;
typedef struct { kind what; const void* from; void* to; size_t count; int type, detail, key; } call;
typedef struct world { uint64_t number; int ranks, here, gone, failure; uint64_t round; call calls[MOST]; struct world* made[MOST]; struct world* next; } world;
typedef struct { world* all; int rank, alive; ncclUniqueId id; } comm;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t moved = PTHREAD_COND_INITIALIZER;
static world* worlds;
static uint64_t ids;
static int alive, failure;
static long calls_made;
static comm* newest;
static __thread int depth, waiting;
static __thread struct { comm* c; call what; void* stream; } queue[QUEUE];
static __thread const char* last = "";
void* in_memory_stream;

int in_memory_alive(void) { return alive; }
int in_memory_waiting(void) { return waiting; }
long in_memory_calls(void) { return calls_made; }
/* The next time that a communicator is asked, it says so. */
void in_memory_fail(int result) { pthread_mutex_lock(&lock); failure = result; pthread_mutex_unlock(&lock); }
char in_memory_id(int i) { return newest->id.internal[i]; }

static int refuse(int result, const char* why) { last = why; return result; }
static const void* near_from(const void* p) { return (uintptr_t)p >> FAR ? (const void*)((uintptr_t)p - ((uintptr_t)1 << FAR)) : p; }
static void* near_to(void* p) { return (void*)near_from(p); }
static size_t size_of(int type) { static const size_t sizes[] = {1, 1, 4, 4, 8, 8, 2, 4, 8, 2}; return sizes[type]; }

static float widen(uint16_t bits) { uint32_t b = (uint32_t)bits << 16; float f; memcpy(&f, &b, 4); return f; }
static uint16_t narrow(float f) { uint32_t b; memcpy(&b, &f, 4); return (uint16_t)((b + 0x7FFF + (b >> 16 & 1)) >> 16); }

/* Element i of the sum over ranks, into element j. */
static void add_up(world* w, size_t i, void* to, size_t j, int type, int op) {
#define ADD(T) { T sum = ((const T*)w->calls[0].from)[i]; for (int r = 1; r < w->ranks; r++) sum = (T)(sum + ((const T*)w->calls[r].from)[i]); if (op == MEAN) sum = (T)(sum / w->ranks); ((T*)to)[j] = sum; } break
    switch (type) {
        case 0: case 1: ADD(uint8_t);
        case 4: ADD(int64_t);
        case 6: ADD(_Float16);
        case 7: ADD(float);
        case 8: ADD(double);
        case 9: {
            uint16_t sum = ((const uint16_t*)w->calls[0].from)[i];
            for (int r = 1; r < w->ranks; r++) sum = narrow(widen(sum) + widen(((const uint16_t*)w->calls[r].from)[i]));
            ((uint16_t*)to)[j] = sum;
        }
    }
#undef ADD
}

/* Returns once all ranks are here, 0 where one is gone. */
static int meet(world* w) {
    uint64_t mine = w->round;
    if (w->gone) w->failure = 6;
    if (w->failure) return 0;
    if (++w->here == w->ranks) { w->here = 0; w->round++; pthread_cond_broadcast(&moved); return 1; }
    while (w->round == mine && !w->failure) pthread_cond_wait(&moved, &lock);
    return w->round != mine;
}

static world* make(int ranks) { world* w = calloc(1, sizeof *w); w->ranks = ranks; return w; }

static comm* join(world* w, int rank) {
    comm* c = calloc(1, sizeof *c);
    c->all = w; c->rank = rank; c->alive = 1;
    alive++;
    return newest = c;
}

static int agree(const world* w) {
    for (int r = 1; r < w->ranks; r++) {
        const call *a = &w->calls[0], *b = &w->calls[r];
        if (a->what != b->what || a->count != b->count || a->type != b->type || (a->what != SPLIT && a->detail != b->detail)) return 0;
    }
    return 1;
}

static int carry_out(comm* c, call mine, void* stream, comm** made) {
    world* w = c->all;
    int result = 0;
    mine.from = near_from(mine.from); mine.to = near_to(mine.to);
    in_memory_stream = stream;
    pthread_mutex_lock(&lock);
    calls_made++;
    w->calls[c->rank] = mine;
    if (!meet(w)) goto end;
    if (!agree(w)) { result = refuse(5, "ranks do not make the same call"); meet(w); goto end; }
    size_t slice = mine.count * (mine.what == SPLIT ? 0 : size_of(mine.type));
    char* fresh = malloc(slice * (mine.what == GATHER ? w->ranks : 1) + 1);
    size_t bytes = slice;
    switch (mine.what) {
        case REDUCE: for (size_t i = 0; i < mine.count; i++) add_up(w, i, fresh, i, mine.type, mine.detail); break;
        case SCATTER: for (size_t i = 0; i < mine.count; i++) add_up(w, c->rank * mine.count + i, fresh, i, mine.type, mine.detail); break;
        case GATHER: bytes = slice * w->ranks; for (int r = 0; r < w->ranks; r++) memcpy(fresh + r * slice, w->calls[r].from, slice); break;
        case BROADCAST: memcpy(fresh, w->calls[mine.detail].from, slice); break;
        case SPLIT: {
            int place = 0, size = 0, first = c->rank;
            for (int r = 0; r < w->ranks; r++) {
                if (w->calls[r].detail != mine.detail) continue;
                size++;
                if (w->calls[r].key < mine.key || (w->calls[r].key == mine.key && r < c->rank)) place++;
                if (r < first) first = r;
            }
            if (first == c->rank) w->made[first] = make(size);
            if (meet(w)) *made = join(w->made[first], place);
        }
    }
    if (meet(w) && bytes) memcpy(mine.to, fresh, bytes);
    free(fresh);
end:
    pthread_mutex_unlock(&lock);
    return result;
}

static int enqueue(comm* c, call mine, void* stream) {
    if (!c->alive) return refuse(4, "the communicator is no more");
    if (mine.type < 0 || mine.type > 9) return refuse(4, "no such type");
    if (depth == 0) return carry_out(c, mine, stream, NULL);
    if (waiting == QUEUE) return refuse(3, "full");
    queue[waiting].c = c; queue[waiting].what = mine; queue[waiting++].stream = stream;
    return 0;
}

int ncclGetVersion(int* version) { *version = 22809; return 0; }

int ncclGetUniqueId(ncclUniqueId* id) {
    for (int i = 0; i < 128; i++) id->internal[i] = (char)(255 - i);
    pthread_mutex_lock(&lock);
    uint64_t number = ++ids;
    pthread_mutex_unlock(&lock);
    memcpy(id->internal, &number, sizeof number);
    return 0;
}

int ncclCommInitRank(comm** out, int ranks, ncclUniqueId id, int rank) {
    if (ranks < 1 || ranks > MOST || rank < 0 || rank >= ranks) return refuse(4, "no such rank");
    uint64_t number;
    memcpy(&number, id.internal, sizeof number);
    pthread_mutex_lock(&lock);
    world* w = worlds;
    while (w && w->number != number) w = w->next;
    if (!w) { w = make(ranks); w->number = number; w->next = worlds; worlds = w; }
    *out = join(w, rank);
    (*out)->id = id;
    int all = meet(w);
    pthread_mutex_unlock(&lock);
    return all ? 0 : refuse(6, "a rank is gone");
}

int ncclCommSplit(comm* c, int color, int key, comm** out, void* config) {
    call mine = {SPLIT, 0, 0, 0, 1, color, key};
    *out = NULL;
    int result = carry_out(c, mine, NULL, out);
    return result ? result : *out ? 0 : refuse(6, "a rank is gone");
}

/* Whoever waits for it, or later would, has that fail. */
static int leave(comm* c) {
    pthread_mutex_lock(&lock);
    if (c->alive) alive--;
    c->alive = 0;
    c->all->gone = 1;
    if (c->all->here) c->all->failure = 6;
    pthread_cond_broadcast(&moved);
    pthread_mutex_unlock(&lock);
    return 0;
}

int ncclCommDestroy(comm* c) { return leave(c); }
int ncclCommAbort(comm* c) { return leave(c); }

int ncclCommGetAsyncError(comm* c, int* error) {
    pthread_mutex_lock(&lock);
    *error = failure ? failure : c->all->failure;
    pthread_mutex_unlock(&lock);
    return 0;
}

int ncclCommCount(const comm* c, int* count) { *count = c->all->ranks; return 0; }
int ncclCommUserRank(const comm* c, int* rank) { *rank = c->rank; return 0; }

int ncclAllReduce(const void* from, void* to, size_t count, int type, int op, comm* c, void* stream) {
    if (op < 0 || op > 4) return refuse(4, "no such operation");
    return enqueue(c, (call){REDUCE, from, to, count, type, op, 0}, stream);
}

int ncclReduceScatter(const void* from, void* to, size_t count, int type, int op, comm* c, void* stream) { return enqueue(c, (call){SCATTER, from, to, count, type, op, 0}, stream); }

int ncclAllGather(const void* from, void* to, size_t count, int type, comm* c, void* stream) { return enqueue(c, (call){GATHER, from, to, count, type, 0, 0}, stream); }

int ncclBroadcast(const void* from, void* to, size_t count, int type, int root, comm* c, void* stream) {
    if (root < 0 || root >= c->all->ranks) return refuse(4, "root is not in the communicator");
    return enqueue(c, (call){BROADCAST, from, to, count, type, root, 0}, stream);
}

int ncclGroupStart(void) { depth++; return 0; }

int ncclGroupEnd(void) {
    if (--depth > 0) return 0;
    int result = 0;
    for (int i = 0; i < waiting; i++) { int one = carry_out(queue[i].c, queue[i].what, queue[i].stream, NULL); if (one) result = one; }
    waiting = 0;
    return result;
}

const char* ncclGetErrorString(int result) { return result == 4 ? "invalid argument" : result == 5 ? "invalid usage" : result == 6 ? "remote process exited or there was a network error" : "error"; }
const char* ncclGetLastError(comm* c) { return last; }
