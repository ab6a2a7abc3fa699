namespace Rossby.Tests.Support;

/// <summary>The least damage that a file can have.</summary>
public static class FlippedBit
{
    /// <summary>Flips one bit; positions beyond the end count on from the start.</summary>
    public static void In(string file, int position, int bit = 0)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[position % bytes.Length] ^= (byte)(1 << bit);
        File.WriteAllBytes(file, bytes);
    }
}
