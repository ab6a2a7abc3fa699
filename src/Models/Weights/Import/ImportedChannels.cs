using Rossby.Core;

namespace Rossby.Models;

/// <summary>What weights were trained on: the channels with the statistics of their data, and how they were normalised.</summary>
/// <param name="Channels">In the order of the input.</param>
/// <param name="Scales">One per channel.</param>
public sealed record ImportedChannels(IReadOnlyList<ChannelStatistics> Channels, IReadOnlyList<InputScale> Scales);
