using System.Runtime.InteropServices;

namespace Rossby.Train;

/// <summary>Native memory that grows as it is asked for more, and is kept from step to step.</summary>
internal sealed unsafe class Scratch : IDisposable
{
    const int Alignment = 64;

    byte* memory;
    long length;

    /// <summary>At least so many bytes; what was in them is lost.</summary>
    public byte* Take(long bytes)
    {
        if (bytes <= length) return memory;
        Dispose();
        memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
        length = bytes;
        return memory;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(memory);
        memory = null;
        length = 0;
    }
}
