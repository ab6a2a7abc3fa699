"""PyTorch's side of benchmarks/step.sh: the same networks, answering as benchmarks/Step does.

usage: peer.py (train|infer) ARCHITECTURE (fp32|bf16) (nchw|nhwc) HEIGHT WIDTH BATCH THREADS
       peer.py check ARCHITECTURE FOLDER     compares with what `Step write FOLDER` left there; fails beyond 1e-4 of the logits' rms
       peer.py golden ARCHITECTURE FILE      compares with golden vectors in float64; fails beyond 1e-9
       peer.py vectors ARCHITECTURE FILE SEED BATCH HEIGHT WIDTH   writes such vectors, of another seed and size
       peer.py build                         the build of PyTorch
"""
import json
import resource
import struct
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

from cgnet import CgNet
from resnet50 import DeepLabV3PlusResNet50
from unet import UNet
from xception import DeepLabV3PlusXception

NETWORKS = {"deeplabv3plus-xception": DeepLabV3PlusXception, "deeplabv3plus-resnet50": DeepLabV3PlusResNet50, "cgnet": CgNet, "unet": UNet}
FREQUENCIES = (0.986267818390377, 0.0004578708870701058, 0.01327431072255291)


def deepcam_loss(logits, labels):
    """w CE over the number of cells, in fp32 at least."""
    weights = torch.tensor(FREQUENCIES, dtype=torch.float64) ** -0.125
    wide = logits if logits.dtype == torch.float64 else logits.float()
    return F.cross_entropy(wide, labels, weights.to(wide), reduction="sum") / labels.numel()


def climatenet_loss(logits, labels):
    p = torch.softmax(torch.softmax(logits, 1), 1)
    label = F.one_hot(labels, 3).permute(0, 3, 1, 2).to(p.dtype)
    hit = (p * label).sum((0, 2))
    return 1 - (hit / ((p + label).sum((0, 2)) - hit + 1e-7)).mean()


def run(mode, architecture, precision, layout, height, width, batch, threads):
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    torch.manual_seed(1)
    order = torch.channels_last if layout == "nhwc" else torch.contiguous_format
    network = NETWORKS[architecture]().to(memory_format=order)
    inside = 4 if architecture == "cgnet" else 16
    x = ((2 * torch.rand(batch, inside, height, width) - 1) * 3 ** 0.5).contiguous(memory_format=order)
    labels = torch.randint(3, (batch, height, width))
    # Not foreach: on the CPU its whole-list temporaries cost more than they save.
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-4, eps=1e-6, foreach=False)

    def logits():
        with torch.autocast("cpu", torch.bfloat16, enabled=precision == "bf16"):
            return network(x).float()

    def train():
        optimizer.zero_grad(set_to_none=True)
        loss = deepcam_loss(logits(), labels)
        loss.backward()
        loss.item()
        optimizer.step()

    def infer():
        with torch.inference_mode():
            torch.softmax(logits(), 1)

    step = train if mode == "train" else infer
    network.train(mode == "train")
    for line in sys.stdin:
        steps = int(line)
        if steps == 0:
            break
        start = time.perf_counter()
        for _ in range(steps):
            step()
        print(f"{(time.perf_counter() - start) / steps:.5f}", flush=True)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, flush=True)


def read(path):
    """A safetensors file as tensors."""
    kinds = {"F32": np.float32, "F64": np.float64, "U8": np.uint8, "I64": np.int64}
    with open(path, "rb") as f:
        header = json.loads(f.read(struct.unpack("<Q", f.read(8))[0]))
        data = f.read()
    header.pop("__metadata__", None)
    return {
        name: torch.from_numpy(np.frombuffer(data, kinds[t["dtype"]], count=int(np.prod(t["shape"])), offset=t["data_offsets"][0]).reshape(t["shape"]).copy())
        for name, t in header.items()}


def check(architecture, folder):
    network = NETWORKS[architecture]()
    weights = {name: t for name, t in read(f"{folder}/weights.safetensors").items() if not name.startswith("input.")}
    network.load_state_dict(weights)
    ours = read(f"{folder}/results.safetensors")
    with torch.no_grad():
        theirs = {}
        for mode in ("eval", "train"):
            theirs[mode] = network.train(mode == "train")(ours["input"])
        loss = deepcam_loss(theirs["train"], ours["labels"].long())
    worst = max(((theirs[m] - ours[m]).pow(2).mean().sqrt() / theirs[m].pow(2).mean().sqrt()).item() for m in theirs)
    loss_error = abs(loss.item() / ours["loss"].item() - 1)
    print(f"{architecture}: {len(weights)} parameters and buffers by name; logits differ by {worst:.1e} of their rms, losses by {loss_error:.1e}")
    if not (worst < 1e-4 and loss_error < 1e-5):
        sys.exit("the two sides do not compute the same")


def uniform(seed, name, count):
    """golden/README.md: splitmix64 from the FNV-1a hash of seed:name."""
    h = 0xCBF29CE484222325
    for byte in f"{seed}:{name}".encode():
        h = (h ^ byte) * 0x100000001B3 % 2 ** 64
    with np.errstate(over="ignore"):
        z = np.uint64(h) + np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    return (z >> np.uint64(40)).astype(np.float64) / 2.0 ** 24


def filled(seed, name, shape):
    u = uniform(seed, name, int(np.prod(shape))).reshape(shape)
    if name == "input":
        return (2 * u - 1) * 3 ** 0.5
    if name.endswith("running_var"):
        return 0.5 + u
    if name.endswith("running_mean"):
        return 0.2 * u - 0.1
    if len(shape) == 4:
        return (2 * u - 1) * (6 / np.prod(shape[1:])) ** 0.5
    if len(shape) == 2:
        return (2 * u - 1) * (3 / shape[1]) ** 0.5
    return 0.2 * u - 0.1 if name.endswith("bias") else 0.5 + u


def by_formula(architecture, seed, shape):
    """The network, its input and its labels in float64, and its loss, as golden vectors have them."""
    network = NETWORKS[architecture]().double()
    with torch.no_grad():
        for name, t in list(network.named_parameters()) + list(network.named_buffers()):
            if t.dim() or not name.endswith("num_batches_tracked"):
                t.copy_(torch.from_numpy(filled(seed, name, list(t.shape))))
    x = torch.from_numpy(filled(seed, "input", shape))
    cells = [shape[0], shape[2], shape[3]]
    labels = torch.from_numpy(np.floor(3 * uniform(seed, "label", int(np.prod(cells)))).astype(np.int64).reshape(cells))
    return network, x, labels, climatenet_loss if architecture == "cgnet" else deepcam_loss


def golden(architecture, path):
    with open(path, encoding="utf-8") as f:
        told = json.load(f)
    network, x, labels, loss_of = by_formula(architecture, told["seed"], told["input"])
    worst = 0.0
    for mode in ("eval", "train"):
        network.train(mode == "train")
        with torch.no_grad():
            logits = network(x)
        t = told[mode]["logits"]
        mine = logits.flatten()[torch.tensor(t["index"])].numpy()
        worst = max(worst, float(np.abs(mine - np.array(t["value"])).max() / np.sqrt((logits ** 2).mean().item())))
    worst = max(worst, abs(loss_of(logits, labels).item() / told["train"]["loss"] - 1))
    print(f"{architecture}: golden logits and loss within {worst:.1e}")
    if not worst < 1e-9:
        sys.exit("the peer is not the published network")


def mlperf_iou(logits, labels):
    """Over samples and classes, a class that is nowhere counting 1, in single precision."""
    share = []
    for p, y in zip(logits.argmax(1), labels):
        either = [((p == c) | (y == c)).sum().item() for c in range(3)]
        both = [((p == c) & (y == c)).sum().item() for c in range(3)]
        share.append(sum((np.float32(b) / np.float32(e) if e else np.float32(1) for b, e in zip(both, either)), np.float32(0)) * np.float32(1 / 3))
    return float(sum(share, np.float32(0)) / np.float32(len(share)))


def vectors(architecture, path, seed, *shape):
    batch, height, width = map(int, shape)
    network, x, labels, loss_of = by_formula(architecture, seed, [batch, 4 if architecture == "cgnet" else 16, height, width])
    told = {"model": "climatenet-cgnet" if architecture == "cgnet" else "deepcam-xception", "seed": seed, "input": list(x.shape),
            "parameters": {n: list(p.shape) for n, p in network.named_parameters()},
            "buffers": {n: list(b.shape) for n, b in network.named_buffers() if b.dim()},
            "parameter_count": sum(p.numel() for p in network.parameters())}

    def told_of(logits):
        flat, some = logits.detach().flatten(), np.random.default_rng(1).choice(logits.numel(), 64, replace=False)
        return {"shape": list(logits.shape), "mean": flat.mean().item(), "l2": flat.norm().item(), "index": some.tolist(), "value": flat[torch.from_numpy(some)].tolist()}

    with torch.no_grad():
        logits = network.eval()(x)
    told["eval"] = {"logits": told_of(logits), "loss": loss_of(logits, labels).item(), "deepcam_iou": mlperf_iou(logits, labels)}
    logits = network.train()(x)
    loss = loss_of(logits, labels)
    loss.backward()
    told["train"] = {"logits": told_of(logits), "loss": loss.item(), "grad_l2": {n: p.grad.norm().item() for n, p in network.named_parameters()}}
    if architecture == "cgnet":
        words, optimizer = "Adam lr=1e-3", torch.optim.Adam(network.parameters(), lr=1e-3)
    else:
        words = "AdamW lr=1e-4 betas=0.9,0.999 eps=1e-6 weight_decay=1e-2"
        optimizer = torch.optim.AdamW(network.parameters(), lr=1e-4, eps=1e-6, weight_decay=1e-2)
    told["steps"] = {"optimizer": words, "loss": []}
    for _ in range(6):
        optimizer.zero_grad()
        loss = loss_of(network(x), labels)
        loss.backward()
        optimizer.step()
        told["steps"]["loss"].append(loss.item())
    with open(path, "w", encoding="utf-8") as f:
        json.dump(told, f)


if __name__ == "__main__":
    mode, *rest = sys.argv[1:]
    if mode == "build":
        config = [line.strip(" -") for line in torch.__config__.show().splitlines()]
        print(f"PyTorch {torch.__version__}; " + "; ".join(line for line in config if line.startswith(("GCC", "Intel(R) MKL-DNN", "OpenMP"))))
    elif mode == "check":
        check(*rest)
    elif mode == "golden":
        golden(*rest)
    elif mode == "vectors":
        vectors(*rest)
    else:
        architecture, precision, layout, *numbers = rest
        run(mode, architecture, precision, layout, *map(int, numbers))
