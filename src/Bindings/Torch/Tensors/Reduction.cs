namespace Rossby.Torch;

/// <summary>How a loss per pixel becomes one number; the numbers are at::Reduction's.</summary>
public enum Reduction
{
    /// <summary>It does not: one value per pixel.</summary>
    None = 0,

    /// <summary>The mean, weighted by the class weights where they are given.</summary>
    Mean = 1,

    /// <summary>The sum.</summary>
    Sum = 2,
}
