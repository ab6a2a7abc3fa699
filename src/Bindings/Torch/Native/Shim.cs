namespace Rossby.Torch;

/// <summary>The shim's functions as shim/rossby_*.h declare them; a test holds the two lists equal.</summary>
static unsafe partial class Shim
{
    /// <summary>What the imports call the library; the finder decides which file it is.</summary>
    internal const string Library = "rossby_torch";
}
