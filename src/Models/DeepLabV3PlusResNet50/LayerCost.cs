namespace Rossby.Models;

/// <summary>What one convolution costs, with the batch norm behind it.</summary>
/// <param name="Name">Its path in the network.</param>
/// <param name="InChannels">Channels that it takes.</param>
/// <param name="OutChannels">Channels that it gives.</param>
/// <param name="Kernel">Side of its kernel.</param>
/// <param name="Bias">Whether it has a bias.</param>
/// <param name="NormChannels">Channels of the batch norms that belong to it: before it in the encoder's pre-activation, behind it elsewhere.</param>
/// <param name="Stride">How much coarser than the network's input the map is on which its kernel is applied; 0 for the pooled image.</param>
public sealed record LayerCost(string Name, int InChannels, int OutChannels, int Kernel, bool Bias, int NormChannels, int Stride)
{
    /// <summary>Trainable numbers: weights, bias, scale and shift of the norms.</summary>
    public long Parameters => (long)InChannels * OutChannels * Kernel * Kernel + (Bias ? OutChannels : 0) + 2L * NormChannels;

    /// <summary>Floating-point operations forward for one sample, a multiply-add as two; norms and activations are not counted.</summary>
    public double Flops(int height, int width)
    {
        double cells = Stride == 0 ? 1 : (double)(height / Stride) * (width / Stride);
        return 2.0 * InChannels * OutChannels * Kernel * Kernel * cells;
    }
}
