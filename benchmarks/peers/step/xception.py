"""MLPerf HPC DeepCAM's network in PyTorch (paper and shapes: src/Models/DeepLabV3PlusXception/README.md)."""
import torch
from torch import nn


class Norm(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.bn = nn.BatchNorm2d(channels)

    def forward(self, x):
        return self.bn(x)


class Separable(nn.Module):
    def __init__(self, inside, outside, stride=1, dilation=1):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, inside, 3, stride, dilation, dilation, groups=inside, bias=False)
        self.pointwise = nn.Conv2d(inside, outside, 1, bias=False)

    def forward(self, x):
        return self.pointwise(self.conv1(x))


def relu():
    return nn.ReLU(inplace=True)


class Reducing(nn.Module):
    def __init__(self, inside, middle, outside, stride):
        super().__init__()
        self.skip = nn.Conv2d(inside, outside, 1, stride, bias=False)
        self.skipbn = Norm(outside)
        self.rep = nn.Sequential(
            Separable(inside, middle), Norm(middle), relu(), Separable(middle, outside), Norm(outside), Separable(outside, outside, stride))

    def forward(self, x):
        return self.rep(x) + self.skipbn(self.skip(x))


class Middle(nn.Module):
    def __init__(self, channels):
        super().__init__()
        parts = []
        for i in range(3):
            parts += [Separable(channels, channels), Norm(channels)] + ([relu()] if i < 2 else [])
        self.rep = nn.Sequential(*parts)

    def forward(self, x):
        return torch.relu_(self.rep(x) + x)


class Encoder(nn.Module):
    def __init__(self, inside):
        super().__init__()
        self.conv1, self.bn1 = nn.Conv2d(inside, 32, 3, 2, 1, bias=False), Norm(32)
        self.conv2, self.bn2 = nn.Conv2d(32, 64, 3, 1, 1, bias=False), Norm(64)
        self.block1, self.block2, self.block3 = Reducing(64, 128, 128, 2), Reducing(128, 256, 256, 2), Reducing(256, 728, 728, 2)
        for i in range(4, 20):
            setattr(self, f"block{i}", Middle(728))
        self.block20 = Reducing(728, 728, 1024, 1)
        self.conv3, self.bn3 = Separable(1024, 1536, dilation=2), Norm(1536)
        self.conv4, self.bn4 = Separable(1536, 1536, dilation=2), Norm(1536)
        self.conv5, self.bn5 = Separable(1536, 2048, dilation=2), Norm(2048)

    def forward(self, x):
        x = torch.relu_(self.bn1(self.conv1(x)))
        x = torch.relu_(self.bn2(self.conv2(x)))
        low = torch.relu_(self.block1(x))
        x = torch.relu_(self.block3(torch.relu_(self.block2(low))))
        for i in range(4, 21):
            x = getattr(self, f"block{i}")(x)
        for i in range(3, 6):
            x = torch.relu_(getattr(self, f"bn{i}")(getattr(self, f"conv{i}")(x)))
        return x, low


class Affine(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.weights, self.bias = nn.Parameter(torch.ones(channels, 1, 1)), nn.Parameter(torch.zeros(channels, 1, 1))

    def forward(self, x):
        return x * self.weights + self.bias


class Branch(nn.Module):
    def __init__(self, rate):
        super().__init__()
        self.atrous_convolution = nn.Conv2d(2048, 256, 1 if rate == 1 else 3, 1, 0 if rate == 1 else rate, rate, bias=False)
        self.bn = Norm(256)

    def forward(self, x):
        return torch.relu_(self.bn(self.atrous_convolution(x)))


class Pooled(nn.Module):
    def __init__(self):
        super().__init__()
        self.global_average_pool = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Conv2d(2048, 256, 1, bias=False), Affine(256), nn.ReLU())

    def forward(self, x):
        return self.global_average_pool(x).expand(-1, -1, x.shape[2], x.shape[3])


class Pyramid(nn.Module):
    def __init__(self):
        super().__init__()
        self.aspp1, self.aspp2, self.aspp3, self.aspp4 = Branch(1), Branch(6), Branch(12), Branch(18)
        self.global_avg_pool = Pooled()
        self.conv, self.bn = nn.Conv2d(1280, 256, 1, bias=False), Norm(256)

    def forward(self, x):
        parts = [self.aspp1(x), self.aspp2(x), self.aspp3(x), self.aspp4(x), self.global_avg_pool(x)]
        return torch.relu_(self.bn(self.conv(torch.cat(parts, 1))))


def doubling(outside=256):
    return nn.ConvTranspose2d(256, outside, 3, 2, 1, 1, bias=False)


class Decoder(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.deconv1 = nn.Sequential(doubling(), Norm(256), relu(), doubling(), Norm(256), relu())
        self.conv1 = nn.Sequential(
            nn.Conv2d(304, 256, 3, 1, 1, bias=False), Norm(256), relu(), nn.Conv2d(256, 256, 3, 1, 1, bias=False), Norm(256), relu(), nn.Conv2d(256, 256, 1))
        self.deconv2 = nn.Sequential(doubling(), Norm(256), relu())
        self.last_deconv = nn.Sequential(doubling(classes))

    def forward(self, x, low):
        return self.last_deconv(self.deconv2(self.conv1(torch.cat([self.deconv1(x), low], 1))))


class DeepLabV3PlusXception(nn.Module):
    def __init__(self, inside=16, classes=3):
        super().__init__()
        self.xception_features, self.bottleneck = Encoder(inside), Pyramid()
        self.conv2, self.bn2 = nn.Conv2d(128, 48, 1, bias=False), Norm(48)
        self.upsample = Decoder(classes)

    def forward(self, x):
        x, low = self.xception_features(x)
        return self.upsample(self.bottleneck(x), torch.relu_(self.bn2(self.conv2(low))))
