using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How the 2018 network comes back to full resolution (deeplab_model.py, <c>decoder</c>).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentationDecoder>))]
public enum SegmentationDecoder
{
    /// <summary>Transposed convolutions, joined at full resolution with two convolutions of the input: the record run's.</summary>
    [JsonStringEnumMemberName("deconv1x")] FullResolution,

    /// <summary>Transposed convolutions alone.</summary>
    [JsonStringEnumMemberName("deconv")] Transposed,

    /// <summary>Bilinear interpolation.</summary>
    [JsonStringEnumMemberName("bilinear")] Bilinear,
}
