using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How far a field must change in each of eight directions for TECA's shape test.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TecaShapeTest>))]
public enum TecaShapeTest
{
    /// <summary>By the documented amount: 400 Pa, 50 m, 0.8 K.</summary>
    [JsonStringEnumMemberName("documented")] Documented,

    /// <summary>By 2 units where the documented amount is more: so TECA's code accepts, whatever is asked (gfdl_spline.f90, linmin1).</summary>
    [JsonStringEnumMemberName("asCoded")] AsCoded,
}
