using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Udunits;

/// <summary>
/// The units that UDUNITS-2 knows, from the database that it finds itself (or that <c>UDUNITS2_XML_PATH</c> names). The library is not thread-safe; one lock
/// stands before it, and what was asked once is remembered.
/// </summary>
/// <remarks>A converter tells dimensions apart, not quantities: it turns rain in m s-1 into wind in m s-1. What a number means is for the caller to know.</remarks>
public static class UnitSystem
{
    // Large enough that a scale is right to its last bit beside an offset of some hundred kelvin, a power of two so that dividing by it is exact.
    const double Far = 1L << 40;

    static readonly Lock Gate = new();
    static readonly ConcurrentDictionary<(string From, string To), UnitConversion?> Remembered = new();
    static UtHandle? system;

    /// <summary>Whether the text is a unit.</summary>
    /// <exception cref="LibraryMissingException">No libudunits2 loads, or it finds no database.</exception>
    public static bool Knows(string units)
    {
        lock (Gate)
        {
            using var unit = Parse(units);
            return !unit.IsInvalid;
        }
    }

    /// <summary>What turns values in one unit into another; null when either is unknown, when their dimensions differ, or when the one is a logarithm of the other.</summary>
    /// <exception cref="LibraryMissingException">No libudunits2 loads, or it finds no database.</exception>
    public static UnitConversion? Convert(string from, string to) => Remembered.GetOrAdd((from, to), static pair =>
    {
        lock (Gate)
        {
            using UtHandle source = Parse(pair.From), target = Parse(pair.To);
            if (source.IsInvalid || target.IsInvalid || Native.ut_are_convertible(source.Value, target.Value) == 0) return null;
            using var converter = new UtHandle(Native.ut_get_converter(source.Value, target.Value), Native.cv_free);
            return converter.IsInvalid ? null : Affine(converter);
        }
    });

    static UnitConversion? Affine(UtHandle converter)
    {
        double At(double value) => Native.cv_convert_double(converter.Value, value);
        double offset = At(0), one = At(1);
        if (offset == 0 && At(2) == 2 * one) return new UnitConversion(one, 0);
        double scale = (At(Far) - offset) / Far;
        // 1 + 273.15 K: the last bit of the sum is not the scale's.
        if (Math.Abs(scale - 1) < 1e-15) scale = 1;
        return double.IsFinite(scale) && Math.Abs(one - (scale + offset)) <= 1e-12 * (Math.Abs(scale) + Math.Abs(offset)) ? new UnitConversion(scale, offset) : null;
    }

    static UtHandle Parse(string units) => new(Native.ut_parse(System().Value, units.Trim(), UtEncoding.Utf8), Native.ut_free);

    static UtHandle System()
    {
        if (system != null) return system;
        // By default the library prints to stderr whatever it does not understand.
        var library = LibraryFinder.Load(NativeLibraries.Udunits);
        Native.ut_set_error_message_handler(NativeLibrary.GetExport(library.Handle, Native.SilentHandler));
        nint read = Native.ut_read_xml(null);
        if (read == 0)
        {
            string database = Environment.GetEnvironmentVariable("UDUNITS2_XML_PATH") is { Length: > 0 } path ? $"{path} (UDUNITS2_XML_PATH)" : "its default place";
            throw new LibraryMissingException($"{library.Path}: udunits cannot read its database of units in {database} ({Native.ut_get_status()}). "
                + $"Install {NativeLibraries.Udunits.DebianPackage}, or set UDUNITS2_XML_PATH to the full path of udunits2.xml.");
        }
        return system = new UtHandle(read, Native.ut_free_system);
    }
}
