# Referee for the optimizers: twenty steps of each case in cases.json, in double. SGD, Adam and AdamW are torch.optim's. PyTorch has no LAMB and no LARC:
# they are written here from the formulas that apex documents (reference/deepcam.md 3.2), and share nothing with the program that is tested.
import json, sys
import numpy as np
import torch

SHAPES = {"conv.weight": (2, 3, 3, 5), "norm.weight": (7,), "zero.weight": (4, 2), "still.weight": (3, 2)}
STEPS = 20


def field(shape, seed):
    return np.sin(0.7 * np.arange(np.prod(shape)) + 1.3 * seed).reshape(shape)


def gradient(name, k, step):
    scale = {"conv.weight": 1, "norm.weight": 3, "zero.weight": 1, "still.weight": 0}[name]
    # Steps 6 and 7 are quiet: some clips do not bite there.
    return scale * (0.01 if step in (6, 7) else 1) * field(SHAPES[name], 10 * step + k)


def rate(case, step):
    return case["learningRate"] * (1 + 0.5 * np.sin(step))


def larc(p, g, decay, lr, o):
    pn, gn = np.sqrt((p ** 2).sum()), np.sqrt((g ** 2).sum())
    if pn == 0 or gn == 0:
        return g
    local = o["eta"] * pn / (gn + pn * decay + o["epsilon"])
    return (g + decay * p) * (min(local / lr, 1) if o["mode"] == "clip" else local)


class Lamb:
    def __init__(self, o):
        self.o, self.m, self.v, self.t = o, {}, {}, 0

    def step(self, weights, gradients, decays, lr):
        o, self.t = self.o, self.t + 1
        norm = np.sqrt(sum((g ** 2).sum() for g in gradients.values()))
        ratio = norm / o["maxGradientNorm"] if 0 < o["maxGradientNorm"] < norm else 1
        b1, b2 = o["beta1"], o["beta2"]
        b3 = 1 - b1 if o["gradientAveraging"] else 1
        c1, c2 = (1 - b1 ** self.t, 1 - b2 ** self.t) if o["biasCorrection"] else (1, 1)
        for k, p in weights.items():
            g, wd = gradients[k] / ratio, decays[k]
            if not o["decoupledDecay"]:
                g = g + wd * p
            self.m[k] = b1 * self.m.get(k, 0) + b3 * g
            self.v[k] = b2 * self.v.get(k, 0) + (1 - b2) * g * g
            u = (self.m[k] / c1) / (np.sqrt(self.v[k] / c2) + o["epsilon"])
            if o["decoupledDecay"]:
                u = u + wd * p
            trust = 1
            if wd != 0 or o["trustUndecayed"]:
                pn, un = np.sqrt((p ** 2).sum()), np.sqrt((u ** 2).sum())
                trust = pn / un if pn != 0 and un != 0 else 1
            weights[k] = p - lr * trust * u


class Torch:
    def __init__(self, o, weights, decays):
        self.p = {k: torch.nn.Parameter(torch.from_numpy(w.copy())) for k, w in weights.items()}
        groups = [{"params": [p], "weight_decay": decays[k]} for k, p in self.p.items()]
        if o["name"] == "sgd":
            self.opt = torch.optim.SGD(groups, lr=1, momentum=o["momentum"], dampening=o["dampening"], nesterov=o["nesterov"])
        else:
            make = torch.optim.AdamW if o["name"] == "adamw" else torch.optim.Adam
            self.opt = make(groups, lr=1, betas=(o["beta1"], o["beta2"]), eps=o["epsilon"])

    def step(self, weights, gradients, decays, lr):
        for group, (k, p) in zip(self.opt.param_groups, self.p.items()):
            group["lr"], group["weight_decay"] = lr, decays[k]
            p.grad = torch.from_numpy(gradients[k].copy())
        self.opt.step()
        for k, p in self.p.items():
            weights[k] = p.detach().numpy().copy()


def run(case):
    weights = {k: np.zeros(s) if k == "zero.weight" else 0.5 * field(s, i) for i, (k, s) in enumerate(SHAPES.items())}
    decays = {k: case["weightDecay"] if len(s) > 1 or case["decayNorms"] else 0 for k, s in SHAPES.items()}
    optimizer = Lamb(case) if case["name"] == "lamb" else Torch(case, weights, decays)
    for step in range(1, STEPS + 1):
        gradients = {k: gradient(k, i, step) for i, k in enumerate(SHAPES)}
        lr = rate(case, step)
        if case["larc"]["mode"] != "off":
            gradients = {k: larc(weights[k], gradients[k], decays[k], lr, case["larc"]) for k in SHAPES}
        optimizer.step(weights, gradients, decays if case["larc"]["mode"] == "off" else dict.fromkeys(SHAPES, 0), lr)
    return {k: w.ravel().tolist() for k, w in weights.items()}


print(json.dumps([run(case) for case in json.load(open(sys.argv[1]))]))
