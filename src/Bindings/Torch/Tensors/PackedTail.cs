using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>What stands behind a <see cref="PackedLayer"/>'s result z: f(Scale z + Shift + added).</summary>
/// <param name="Scale">[channels], or null with <paramref name="Shift"/>.</param>
/// <param name="Shift">[channels], or null.</param>
/// <param name="Relu">Whether f sets negative values to 0; else it leaves them.</param>
/// <param name="Adds">Whether a map is added.</param>
public sealed record PackedTail(Tensor? Scale = null, Tensor? Shift = null, bool Relu = false, bool Adds = false)
{
    internal Layout Native => new() { Scale = Scale?.Handle ?? 0, Shift = Shift?.Handle ?? 0, Relu = (byte)(Relu ? 1 : 0), Adds = (byte)(Adds ? 1 : 0) };

    // rt_tail
    [StructLayout(LayoutKind.Sequential)]
    internal struct Layout
    {
        public nint Scale, Shift;
        public byte Relu, Adds;
    }
}
