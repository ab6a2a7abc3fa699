# Referee for the learning rates: 500 steps of each case in cases.json at a peak of 0.3, by torch.optim.lr_scheduler; DeepCAM's warm-up, which PyTorch
# lacks, follows the rules of MLPerf DeepCAM's reference as reference/deepcam.md 3.3 states them.
import json, math, sys
import torch
from torch.optim import lr_scheduler as s

PEAK, TOTAL = 0.3, 500


def rates(make, n, base=PEAK):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=base)
    scheduler, out = make(optimizer), []
    for _ in range(n):
        out.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    return out


def decay(c, left):
    """PyTorch's schedule for what follows a warm-up."""
    name = c["name"]
    if name in ("cosine", "polynomial"):
        steps, floor = c.get("steps", left - 1), c["finalFactor"] * PEAK
        if name == "cosine":
            # PyTorch's cosine rises again after its bottom; ours stays there.
            run = rates(lambda o: s.CosineAnnealingLR(o, steps, floor), min(left, steps + 1))
        else:
            # PyTorch's goes to zero: the floor is added to what is above it.
            run = [floor + r for r in rates(lambda o: s.PolynomialLR(o, steps, c["power"]), min(left, steps + 1), PEAK - floor)] if hasattr(s, "PolynomialLR") \
                else [floor + (PEAK - floor) * (1 - k / steps) ** c["power"] for k in range(min(left, steps + 1))]
        return run + [run[-1]] * (left - len(run))
    if name == "multistep":
        return rates(lambda o: s.MultiStepLR(o, c.get("milestones", []), c.get("factor", 0.1)), left)
    if name == "piecewise":
        return rates(lambda o: s.LambdaLR(o, lambda k: ([1] + c["factors"])[sum(b <= k for b in c["boundaries"])]), left)
    if c.get("staircase"):
        return rates(lambda o: s.StepLR(o, c["steps"], c["factor"]), left)
    return rates(lambda o: s.ExponentialLR(o, c["factor"] ** (1 / c["steps"])), left)


def deepcam(c):
    """Steps 0 to W rise, then step t decays where t - W - 1 is a milestone, or follows the cosine of t - W."""
    w, f, out, base = c["warmupSteps"], c.get("warmupFactor", 1), [], PEAK / c.get("warmupFactor", 1)
    for t in range(TOTAL):
        if t <= w:
            lr = base * t / w if f == 1 else base * ((f - 1) * t / w + 1)
        elif c["name"] == "multistep":
            lr = out[-1] * (c["factor"] if t - w - 1 in c["milestones"] else 1)
        else:
            lr = PEAK * (1 + math.cos(math.pi * (t - w) / c["steps"])) / 2
        out.append(lr)
    return out


def run(c):
    w, f = c["warmupSteps"], c.get("warmupFactor", 1)
    if c.get("warmup") == "deepcam" and w > 0:
        return deepcam(c)
    # One step up at the first, so that the start itself is never used.
    first = (1 + (f - 1) / w) / f if w and f > 1 else 1 / w if w else 1
    rise = rates(lambda o: s.LinearLR(o, first, 1, w - 1), w) if w else []
    return rise + decay(c, TOTAL - w)


print(json.dumps([run(c) for c in json.load(open(sys.argv[1]))]))
