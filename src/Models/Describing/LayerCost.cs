namespace Rossby.Models;

/// <summary>What a layer takes of a training step, with all that lies between it and the layer before it.</summary>
/// <param name="Name">Its path, that of its parameters; <c>loss</c> for what lies behind the last.</param>
/// <param name="Kind">What it is.</param>
/// <param name="ForwardMilliseconds">Of the forward pass.</param>
/// <param name="BackwardMilliseconds">Of the backward pass.</param>
/// <param name="Flops">Floating-point operations forward and backward, which are twice as many, a multiply-add as two.</param>
/// <param name="LeastBytes">
/// What it must read and write at least: forward its maps, its weights and its result; backward the gradient of the result, the maps, the weights, the
/// gradients of the maps, and those of the weights, in single precision. 0 for the loss.
/// </param>
/// <param name="MovedBytes">What the operations read and wrote that it was made of, each of their tensors once (<see cref="Torch.DeviceMarks"/>).</param>
public sealed record LayerCost(string Name, string Kind, double ForwardMilliseconds, double BackwardMilliseconds, double Flops, long LeastBytes, long MovedBytes)
{
    /// <summary>Both passes.</summary>
    public double Milliseconds => ForwardMilliseconds + BackwardMilliseconds;
}
