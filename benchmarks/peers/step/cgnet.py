"""CGNet as ClimateNet trains it, in PyTorch (src/Models/CgNet/README.md)."""
import torch
import torch.nn.functional as F
from torch import nn


def conv(inside, outside, kernel, stride=1, dilation=1, groups=1):
    return nn.Conv2d(
        inside, outside, kernel, stride, dilation * (kernel - 1) // 2, dilation, groups, bias=False, padding_mode="circular" if kernel > 1 else "zeros")


class Named(nn.Module):
    """A convolution under the name `conv`."""
    def __init__(self, *a, **k):
        super().__init__()
        self.conv = conv(*a, **k)

    def forward(self, x):
        return self.conv(x)


class BnPRelu(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.bn, self.act = nn.BatchNorm2d(channels, eps=1e-3), nn.PReLU(channels)

    def forward(self, x):
        return self.act(self.bn(x))


class ConvBnPRelu(nn.Module):
    def __init__(self, inside, outside, kernel, stride=1):
        super().__init__()
        self.conv, self.bn, self.act = conv(inside, outside, kernel, stride), nn.BatchNorm2d(outside, eps=1e-3), nn.PReLU(outside)

    def forward(self, x):
        return self.act(self.bn(self.conv(x)))


class Global(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        inner = max(1, channels // reduction)
        self.fc = nn.Sequential(nn.Linear(channels, inner), nn.ReLU(inplace=True), nn.Linear(inner, channels), nn.Sigmoid())

    def forward(self, x):
        return x * self.fc(x.mean((2, 3))).view(x.shape[0], x.shape[1], 1, 1)


class Down(nn.Module):
    def __init__(self, inside, outside, rate, reduction):
        super().__init__()
        self.conv1x1 = ConvBnPRelu(inside, outside, 3, 2)
        self.F_loc, self.F_sur = Named(outside, outside, 3, groups=outside), Named(outside, outside, 3, dilation=rate, groups=outside)
        self.bn, self.act = nn.BatchNorm2d(2 * outside, eps=1e-3), nn.PReLU(2 * outside)
        self.reduce, self.F_glo = Named(2 * outside, outside, 1), Global(outside, reduction)

    def forward(self, x):
        x = self.conv1x1(x)
        x = torch.cat([self.F_loc(x), self.F_sur(x)], 1)
        return self.F_glo(self.reduce(self.act(self.bn(x))))


class Block(nn.Module):
    def __init__(self, channels, rate, reduction):
        super().__init__()
        half = channels // 2
        self.conv1x1 = ConvBnPRelu(channels, half, 1)
        self.F_loc, self.F_sur = Named(half, half, 3, groups=half), Named(half, half, 3, dilation=rate, groups=half)
        self.bn_prelu, self.F_glo = BnPRelu(channels), Global(channels, reduction)

    def forward(self, x):
        y = self.conv1x1(x)
        return x + self.F_glo(self.bn_prelu(torch.cat([self.F_loc(y), self.F_sur(y)], 1)))


class CgNet(nn.Module):
    def __init__(self, inside=4, classes=3):
        super().__init__()
        self.level1_0, self.level1_1, self.level1_2 = ConvBnPRelu(inside, 32, 3, 2), ConvBnPRelu(32, 32, 3), ConvBnPRelu(32, 32, 3)
        self.b1 = BnPRelu(32 + inside)
        self.level2_0 = Down(32 + inside, 64, 2, 8)
        self.level2 = nn.ModuleList([Block(64, 2, 8) for _ in range(2)])
        self.bn_prelu_2 = BnPRelu(128 + inside)
        self.level3_0 = Down(128 + inside, 128, 4, 16)
        self.level3 = nn.ModuleList([Block(128, 4, 16) for _ in range(20)])
        self.bn_prelu_3 = BnPRelu(256)
        self.classifier = nn.Sequential(Named(256, classes, 1))

    def forward(self, x):
        # Pools are circular too.
        half = self.halve(x)
        y = self.b1(torch.cat([self.level1_2(self.level1_1(self.level1_0(x))), half], 1))
        first = self.level2_0(y)
        y = first
        for block in self.level2:
            y = block(y)
        second = self.level3_0(self.bn_prelu_2(torch.cat([y, first, self.halve(half)], 1)))
        y = second
        for block in self.level3:
            y = block(y)
        logits = self.classifier(self.bn_prelu_3(torch.cat([second, y], 1)))
        return F.interpolate(logits, scale_factor=8, mode="bilinear", align_corners=False)

    @staticmethod
    def halve(x):
        return F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="circular"), 3, 2)
