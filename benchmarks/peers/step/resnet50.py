"""The 2018 network with its decoder deconv1x, in PyTorch (src/Models/DeepLabV3PlusResNet50/README.md). TensorFlow's SAME padding of even maps
with stride 2 is kept where our network keeps it: in the max pool and in the doublings."""
import torch
import torch.nn.functional as F
from torch import nn


class ConvBnRelu(nn.Module):
    def __init__(self, inside, outside, kernel, dilation=1):
        super().__init__()
        self.conv = nn.Conv2d(inside, outside, kernel, 1, dilation * (kernel - 1) // 2, dilation, bias=False)
        self.bn = NormIn(outside)

    def forward(self, x):
        return torch.relu_(self.bn(self.conv(x)))


class NormIn(nn.BatchNorm2d):
    """PyTorch's own, which refuses to train on one value a channel, as one sample has in the pooled branch."""

    def forward(self, x):
        if x.numel() > x.shape[1]:
            return super().forward(x)
        return torch.batch_norm(x, self.weight, self.bias, self.running_mean, self.running_var, self.training, self.momentum, self.eps, torch.backends.cudnn.enabled)


class Unit(nn.Module):
    def __init__(self, inside, base, stride, rate):
        super().__init__()
        self.stride = stride
        self.preact = NormIn(inside)
        if inside != 4 * base:
            self.shortcut = nn.Conv2d(inside, 4 * base, 1, stride)
        self.conv1, self.bn1 = nn.Conv2d(inside, base, 1, bias=False), NormIn(base)
        self.conv2, self.bn2 = nn.Conv2d(base, base, 3, stride, rate, rate, bias=False), NormIn(base)
        self.conv3 = nn.Conv2d(base, 4 * base, 1)

    def forward(self, x):
        before = torch.relu_(self.preact(x))
        around = self.shortcut(before) if hasattr(self, "shortcut") else x[:, :, ::self.stride, ::self.stride]
        reduced = torch.relu_(self.bn1(self.conv1(before)))
        return self.conv3(torch.relu_(self.bn2(self.conv2(reduced)))) + around, reduced


class Encoder(nn.Module):
    def __init__(self, inside):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, 64, 7, 2, 3)
        channels, plans = 64, [(64, 3, 1, True), (128, 4, 1, False), (256, 6, 2, False), (512, 3, 4, False)]
        for stage, (base, units, rate, halves) in enumerate(plans):
            blocks = []
            for i in range(units):
                blocks.append(Unit(channels, base, 2 if halves and i == units - 1 else 1, rate))
                channels = 4 * base
            setattr(self, f"block{stage + 1}", nn.ModuleList(blocks))

    def forward(self, x):
        x = F.max_pool2d(F.pad(self.conv1(x), (0, 1, 0, 1), value=float("-inf")), 3, 2)
        for unit in self.block1:
            x, low = unit(x)
        for stage in (self.block2, self.block3, self.block4):
            for unit in stage:
                x, _ = unit(x)
        return x, low


class Pyramid(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1x1 = ConvBnRelu(2048, 256, 1)
        self.atrous = nn.ModuleList([ConvBnRelu(2048, 256, 3, rate) for rate in (12, 24, 36)])
        self.pooled, self.project = ConvBnRelu(2048, 256, 1), ConvBnRelu(1280, 256, 1)

    def forward(self, x):
        mean = self.pooled(x.mean((2, 3), keepdim=True)).expand(-1, -1, x.shape[2], x.shape[3])
        return self.project(torch.cat([self.conv1x1(x)] + [branch(x) for branch in self.atrous] + [mean], 1))


class Doubling(nn.ConvTranspose2d):
    """out[2 i] = w[0] y[i] + w[2] y[i - 1], out[2 i + 1] = w[1] y[i]: PyTorch's without padding, its last row and column cut off."""
    def __init__(self, channels):
        super().__init__(channels, channels, 3, 2)

    def forward(self, x):
        return super().forward(x)[:, :, :-1, :-1]


class Decoder(nn.Module):
    def __init__(self, inside, classes):
        super().__init__()
        self.low_level = ConvBnRelu(64, 48, 1)
        self.up_low = nn.ModuleList([Doubling(256)])
        self.refine = nn.ModuleList([ConvBnRelu(304, 256, 3), ConvBnRelu(256, 256, 3)])
        self.up_full = nn.ModuleList([Doubling(256), Doubling(256)])
        self.full = nn.ModuleList([nn.Conv2d(inside, 64, 3, 1, 1), nn.Conv2d(64, 128, 3, 1, 1)])
        self.merge = nn.ModuleList([nn.Conv2d(384, 256, 3, 1, 1), nn.Conv2d(256, 256, 3, 1, 1)])
        self.logits = nn.Conv2d(256, classes, 1)

    def forward(self, x, low, full):
        x = torch.cat([self.up_low[0](x), self.low_level(low)], 1)
        for layer in list(self.refine) + list(self.up_full):
            x = layer(x)
        for layer in self.full:
            full = layer(full)
        x = torch.cat([x, full], 1)
        for layer in self.merge:
            x = layer(x)
        return self.logits(x)


class DeepLabV3PlusResNet50(nn.Module):
    def __init__(self, inside=16, classes=3):
        super().__init__()
        self.encoder, self.aspp, self.decoder = Encoder(inside), Pyramid(), Decoder(inside, classes)

    def forward(self, x):
        deep, low = self.encoder(x)
        return self.decoder(self.aspp(deep), low, x)
