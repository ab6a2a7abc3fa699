"""PyTorch's side of benchmarks/gpu.sh: its best modes of a training step, answering as benchmarks/Gpu does.

usage: gpu.py (eager|graph|compile) ARCHITECTURE (fp32|bf16) (cuda|cpu) HEIGHT WIDTH BATCH THREADS
       gpu.py peak (cuda|cpu) SIDE     TFLOP/s of dense bf16 products
       gpu.py profile ARCHITECTURE (fp32|bf16) (cuda|cpu) HEIGHT WIDTH BATCH THREADS     kernels of an eager step, by torch.profiler
       gpu.py about                    versions, and the GPU

Maps are channels-last; bf16 is by autocast; the optimizer is AdamW, fused where it can be. In `graph` the whole step is one CUDA graph; on the CPU, which has
none, the same step runs as it is.
"""
import resource
import sys
import time

import torch

from peer import FREQUENCIES, NETWORKS
import torch.nn.functional as F


class Step:
    def __init__(self, mode, architecture, precision, device, height, width, batch):
        torch.manual_seed(1)
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = False
        torch.backends.cudnn.benchmark = mode != "compile"
        self.device, self.precision = device, precision
        self.network = NETWORKS[architecture]().to(device, memory_format=torch.channels_last)
        if mode == "compile":
            self.network = torch.compile(self.network, mode="max-autotune-no-cudagraphs")
        inside = 4 if architecture == "cgnet" else 16
        self.x = ((2 * torch.rand(batch, inside, height, width) - 1) * 3 ** 0.5).to(device).contiguous(memory_format=torch.channels_last)
        self.labels = torch.randint(3, (batch, height, width)).to(device)
        self.weights = (torch.tensor(FREQUENCIES, dtype=torch.float64) ** -0.125).float().to(device)
        on_gpu = device == "cuda"
        how = {"fused": True, "capturable": mode == "graph"} if on_gpu else {"foreach": False}
        self.optimizer = torch.optim.AdamW(self.network.parameters(), lr=1e-4, eps=1e-6, **how)
        self.loss, self.graph = None, None
        if mode == "graph" and on_gpu:
            self.capture()

    def once(self):
        self.optimizer.zero_grad(set_to_none=True)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.precision == "bf16"):
            logits = self.network(self.x)
        loss = F.cross_entropy(logits.float(), self.labels, self.weights, reduction="sum") / self.labels.numel()
        loss.backward()
        self.optimizer.step()
        return loss.detach()

    def capture(self):
        # As PyTorch's notes on CUDA graphs say: warm up on another stream, then capture.
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                self.once()
        torch.cuda.current_stream().wait_stream(side)
        self.optimizer.zero_grad(set_to_none=True)
        self.graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self.graph):
            self.loss = self.once()

    def run(self):
        """One step, its loss read; how long the host waited."""
        if self.graph is None:
            self.loss = self.once()
        else:
            self.graph.replay()
        start = time.perf_counter()
        value = self.loss.item()
        return value, time.perf_counter() - start


def wait(device):
    if device == "cuda":
        torch.cuda.synchronize()


def run(mode, architecture, precision, device, height, width, batch, threads):
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    step = Step(mode, architecture, precision, device, height, width, batch)
    took = waited = 0.0
    value = float("nan")
    for line in sys.stdin:
        steps = int(line)
        if steps == 0:
            break
        wait(device)
        start = time.perf_counter()
        for _ in range(steps):
            value, idle = step.run()
            waited += idle
        wait(device)
        took += time.perf_counter() - start
        print(f"{(time.perf_counter() - start) / steps:.6f}", flush=True)
    most = torch.cuda.max_memory_allocated() >> 20 if device == "cuda" else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{most} {waited / max(took, 1e-9):.3f} {value!r}", flush=True)


def profile(architecture, precision, device, height, width, batch, threads):
    from torch.profiler import ProfilerActivity, profile as recorded

    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    step = Step("eager", architecture, precision, device, height, width, batch)
    for _ in range(3):
        step.run()
    steps, on_gpu = 5, device == "cuda"
    with recorded(activities=[ProfilerActivity.CPU] + ([ProfilerActivity.CUDA] if on_gpu else [])) as told:
        for _ in range(steps):
            step.run()
        wait(device)
    rows = told.key_averages()
    # What ran on the device itself: of an operation only the kernels that it launched have time there.
    own = (lambda r: getattr(r, "self_device_time_total", None) or getattr(r, "self_cuda_time_total", 0)) if on_gpu else (lambda r: r.self_cpu_time_total)
    rows = sorted((r for r in rows if own(r) > 0 and (not on_gpu or "cuda" in str(r.device_type).lower())), key=own, reverse=True)
    total = sum(own(r) for r in rows)
    print(f"{architecture}, {precision}, {height} x {width}, batch {batch}: {total / steps / 1e3:.3f} ms of {'kernels' if on_gpu else 'operations'} in a step of PyTorch, eager")
    print(f"{'ms a step':>10} {'share':>7} {'a step':>7}  name")
    for row in rows[:40]:
        print(f"{own(row) / steps / 1e3:10.3f} {100 * own(row) / total:6.2f}% {row.count / steps:7.1f}  {row.key[:150]}")


def peak(device, side):
    a, b = (torch.ones(side, side, dtype=torch.bfloat16, device=device) for _ in range(2))
    best = float("inf")
    for _ in range(20):
        wait(device)
        start = time.perf_counter()
        for _ in range(10):
            a @ b
        wait(device)
        best = min(best, (time.perf_counter() - start) / 10)
    print(f"{2 * side ** 3 / best / 1e12:.3f}")


if __name__ == "__main__":
    mode, *rest = sys.argv[1:]
    if mode == "peak":
        peak(rest[0], int(rest[1]))
    elif mode == "about":
        gpu = torch.cuda.get_device_name(0) if torch.cuda.is_available() else "no GPU"
        print(f"PyTorch {torch.__version__}, CUDA {torch.version.cuda}, cuDNN {torch.backends.cudnn.version() if torch.cuda.is_available() else None}, {gpu}")
    elif mode == "profile":
        architecture, precision, device, *numbers = rest
        profile(architecture, precision, device, *map(int, numbers))
    else:
        architecture, precision, device, *numbers = rest
        run(mode, architecture, precision, device, *map(int, numbers))
