namespace Rossby.Torch;

/// <summary>The order of elements in memory; the numbers are c10::MemoryFormat's.</summary>
public enum MemoryFormat
{
    /// <summary>The last dimension varies fastest: [B, C, H, W] lies as it reads.</summary>
    Contiguous = 0,

    /// <summary>As the source has it.</summary>
    Preserve = 1,

    /// <summary>[B, C, H, W] lies as [B, H, W, C]: the order of shards, and the fastest for convolutions.</summary>
    ChannelsLast = 2,
}
