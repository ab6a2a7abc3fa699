using System.Globalization;
using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Eval;

/// <summary>
/// Masks as CF netCDF: <c>mask</c> (time, lat, lon) with <c>flag_values</c> and <c>flag_meanings</c>, on the source's own grid, rows, columns and times.
/// The file is there whole or not at all.
/// </summary>
public sealed class MaskFile : IDisposable
{
    // 255 as a signed byte: ignored cells need no translation.
    const sbyte Undecided = -1;

    const float MissingProbability = -1;

    readonly NetCdfWriter writer;
    readonly SourceOrder order;
    readonly byte[] cells;
    readonly float[] shares, oneClass;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Its final path.</param>
    /// <param name="header">What it says of itself.</param>
    /// <param name="times">The times, in the header's units.</param>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public MaskFile(string path, MaskFileHeader header, IReadOnlyList<double> times)
    {
        (Header, order) = (header, new SourceOrder(header.Grid, header.Orientation));
        cells = new byte[order.Height * order.Width];
        shares = header.HasProbabilities ? new float[cells.Length] : [];
        oneClass = header.HasProbabilities ? new float[header.Grid.CellCount] : [];
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        writer = NetCdfWriter.Create(path);
        try
        {
            Define(times.Count);
            writer.Write<double>("time", [.. times], [0], [times.Count]);
            writer.Write<double>(order.Names.Latitude, [.. order.LatitudeDeg], [0], [order.Height]);
            writer.Write<double>(order.Names.Longitude, [.. order.LongitudeDeg], [0], [order.Width]);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>What the file says of itself.</summary>
    public MaskFileHeader Header { get; }

    /// <summary>Writes one time.</summary>
    /// <param name="time">Index into the times.</param>
    /// <param name="mask">[H, W] in stored order: 0, 1, 2, or 255 where undecided.</param>
    /// <param name="label">The label beside it, where the header has one.</param>
    /// <param name="probabilities">[H, W, classes], prior-corrected, where the header has them; NaN where undecided.</param>
    public void Write(int time, ReadOnlySpan<byte> mask, ReadOnlySpan<byte> label = default, ReadOnlySpan<float> probabilities = default)
    {
        Put("mask", time, mask);
        if (Header.Label is not null) Put("label", time, label);
        if (!Header.HasProbabilities) return;
        for (int c = 1; c < SegmentationClass.Count; c++)
        {
            for (int cell = 0; cell < oneClass.Length; cell++)
            {
                float share = probabilities[cell * SegmentationClass.Count + c];
                oneClass[cell] = float.IsNaN(share) ? MissingProbability : share;
            }
            order.Restore<float>(oneClass, shares);
            writer.Write<float>(Probability(c), shares, [time, 0, 0], [1, order.Height, order.Width]);
        }
    }

    /// <summary>Gives the file its final name.</summary>
    public void Commit() => writer.Commit();

    /// <summary>Closes it once all times are written; it appears by <see cref="Commit"/>.</summary>
    public void Close() => writer.Close();

    /// <summary>Deletes the unfinished file unless it was committed.</summary>
    public void Dispose() => writer.Dispose();

    void Put(string variable, int time, ReadOnlySpan<byte> stored)
    {
        order.Restore(stored, cells.AsSpan());
        writer.Write<byte>(variable, cells, [time, 0, 0], [1, order.Height, order.Width]);
    }

    void Define(int times)
    {
        var (latitude, longitude) = order.Names;
        writer.DefineDimension("time", times);
        writer.DefineDimension(latitude, order.Height);
        writer.DefineDimension(longitude, order.Width);
        Coordinate("time", ("standard_name", "time"), ("units", Header.TimeUnits), ("calendar", Header.Calendar), ("axis", "T"));
        Coordinate(latitude, ("standard_name", "latitude"), ("long_name", "latitude"), ("units", "degrees_north"), ("axis", "Y"));
        Coordinate(longitude, ("standard_name", "longitude"), ("long_name", "longitude"), ("units", "degrees_east"), ("axis", "X"));
        Classes("mask", Header.Rule is { } rule ? $"Storm class: {rule}" : $"Predicted storm class ({Header.Run})");
        if (Header.Label is { } label) Classes("label", $"Storm class of the label: {label}");
        for (int c = 1; Header.HasProbabilities && c < SegmentationClass.Count; c++)
        {
            writer.DefineVariable(Probability(c), NetCdfType.Float, ["time", latitude, longitude], Storage());
            writer.SetAttribute(Probability(c), "long_name", $"Probability of {SegmentationClass.Names[c]}{(Header.Rule is { } by ? $": {by}" : ", corrected for the class weights of the loss")}");
            writer.SetAttribute(Probability(c), "units", "1");
            writer.SetAttribute<float>(Probability(c), "_FillValue", MissingProbability);
        }
        writer.SetAttribute(null, "Conventions", "CF-1.8");
        writer.SetAttribute(null, "title", Header.Title);
        writer.SetAttribute(null, "source", Header.Source);
        if (Header.Run is { } run) writer.SetAttribute(null, "run", run);
        if (Header.WeightsHash is { } hash) writer.SetAttribute(null, "weights_sha256", hash);
        foreach (var (name, value) in Header.Attributes) writer.SetAttribute(null, name, value);
        if (Header.Notices.Count > 0) writer.SetAttribute(null, "comment", string.Join('\n', Header.Notices));

        void Coordinate(string name, params ReadOnlySpan<(string Name, string Text)> attributes)
        {
            writer.DefineVariable(name, NetCdfType.Double, [name]);
            foreach (var (attribute, text) in attributes) writer.SetAttribute(name, attribute, text);
        }

        void Classes(string name, string longName)
        {
            writer.DefineVariable(name, NetCdfType.Byte, ["time", latitude, longitude], Storage());
            writer.SetAttribute(name, "long_name", longName);
            writer.SetAttribute<sbyte>(name, "flag_values", [0, 1, 2]);
            writer.SetAttribute(name, "flag_meanings", string.Join(' ', SegmentationClass.Names.Select(n => n.Replace(' ', '_'))));
            writer.SetAttribute<sbyte>(name, "_FillValue", Undecided);
        }

        NetCdfStorage Storage() => new([1, order.Height, order.Width], DeflateLevel: 4);
    }

    static string Probability(int classIndex) => "probability_" + SegmentationClass.Names[classIndex].Replace(' ', '_').ToLower(CultureInfo.InvariantCulture);
}
