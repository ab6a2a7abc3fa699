namespace Rossby.Core;

/// <summary>Half a cosine down to <see cref="FallingScheduleConfig.FinalFactor"/> (Loshchilov and Hutter 2017, equation 5, without restarts).</summary>
public sealed record CosineScheduleConfig : FallingScheduleConfig;
