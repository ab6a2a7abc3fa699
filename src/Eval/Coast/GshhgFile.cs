using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Eval;

/// <summary>
/// Reads the binned shorelines of GSHHG (Wessel and Smith 1996) as GMT ships them: bins of some degrees from the north-west, each with its segments,
/// each segment with its points in 65,535ths of a bin from the bin's south-west corner (GMT's gmt_shore.c).
/// </summary>
internal static class GshhgFile
{
    // Level 1 is the boundary of land and ocean, the Antarctic ice front with it; 2 to 4 are lakes, islands in them and ponds on those, 6 the grounding line.
    const int OceanShore = 1;

    const double UnitsPerBin = 65535;

    /// <summary>Reads the ocean's shores.</summary>
    /// <exception cref="DataException">The file is not such a file, or damaged.</exception>
    /// <exception cref="InputMissingException">It cannot be opened.</exception>
    public static Coastline Read(string path)
    {
        using var file = NetCdfFile.Open(path);
        double binDegrees = Scalar("Bin_size_in_minutes") / 60.0;
        int binsAround = Scalar("N_bins_in_360_longitude_range");
        int[] firstSegment = file["Id_of_first_segment_in_a_bin"].Read<int>();
        short[] segments = file["N_segments_in_a_bin"].Read<short>();
        int[] embedded = file["Embedded_npts_levels_exit_entry_for_a_segment"].Read<int>();
        int[] firstPoint = file["Id_of_first_point_in_a_segment"].Read<int>();
        short[] x = file["Relative_longitude_from_SW_corner_of_bin"].Read<short>(), y = file["Relative_latitude_from_SW_corner_of_bin"].Read<short>();
        var lines = new List<float[]>();
        for (int bin = 0; bin < segments.Length; bin++)
        {
            double west = bin % binsAround * binDegrees, south = 90 - (bin / binsAround + 1) * binDegrees;
            for (int segment = firstSegment[bin]; segment < firstSegment[bin] + segments[bin]; segment++)
            {
                Require(segment >= 0 && segment < embedded.Length, $"bin {bin} names segment {segment} of {embedded.Length}");
                // Bits: exit side 0-2, entry side 3-5, level 6-8, number of points above.
                int level = embedded[segment] >> 6 & 7, points = embedded[segment] >> 9, first = firstPoint[segment];
                Require(first >= 0 && first + points <= x.Length, $"segment {segment} names points {first} to {first + points} of {x.Length}");
                if (level != OceanShore) continue;
                var line = new float[2 * points];
                for (int i = 0; i < points; i++)
                {
                    // Stored as unsigned in a type of signed numbers.
                    line[2 * i] = (float)(west + (ushort)x[first + i] / UnitsPerBin * binDegrees);
                    line[2 * i + 1] = (float)(south + (ushort)y[first + i] / UnitsPerBin * binDegrees);
                }
                lines.Add(line);
            }
        }
        return new Coastline(lines, $"GSHHG {file.Attributes.Text("version")}".Trim());

        int Scalar(string name) => file[name].Read<int>() is [var value] ? value : throw new DataException($"{path}: {name}: expected one number");

        void Require(bool holds, string otherwise)
        {
            if (!holds) throw new DataException($"{path}: {otherwise}");
        }
    }
}
