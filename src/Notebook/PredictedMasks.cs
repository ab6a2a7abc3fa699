using Rossby.Core;
using Rossby.Eval;
using Rossby.NetCdf;

namespace Rossby.Notebook;

/// <summary>The masks that a run wrote, brought from the source's rows and columns back to the stored order.</summary>
internal sealed class PredictedMasks
{
    readonly SortedDictionary<ClimateTime, byte[]> byTime = [];

    /// <summary>The times that have a mask, in order.</summary>
    public IReadOnlyCollection<ClimateTime> Times => byTime.Keys;

    /// <summary>Reads every file of masks in a folder; none gives no masks.</summary>
    /// <exception cref="DataException">A file is damaged or of another grid.</exception>
    public static PredictedMasks Read(string folder, Manifest manifest)
    {
        var masks = new PredictedMasks();
        if (!Directory.Exists(folder)) return masks;
        var grid = manifest.Grid();
        var order = new SourceOrder(grid, manifest.Orientation);
        // Which stored cell each place of the source shows: the order applied to the cells' own numbers.
        int[] storedCell = new int[order.Height * order.Width];
        order.Restore<int>([.. Enumerable.Range(0, grid.CellCount)], storedCell);
        foreach (string path in Directory.EnumerateFiles(folder, "*.nc").Order(StringComparer.Ordinal)) masks.Add(path, order, storedCell, grid.CellCount);
        return masks;
    }

    /// <summary>The mask of a time [H, W], or null.</summary>
    public byte[]? Find(ClimateTime time) => byTime.GetValueOrDefault(time);

    void Add(string path, SourceOrder order, int[] storedCell, int cells)
    {
        using var file = NetCdfFile.Open(path);
        var variable = file["mask"];
        if (variable.Shape is not [_, var height, var width] || height != order.Height || width != order.Width)
            throw new DataException($"{path}: mask: expected [time, {order.Height}, {order.Width}], got [{string.Join(", ", variable.Shape)}].");
        var timeAxis = file["time"];
        var time = CfTime.Parse(timeAxis.Attributes.Text("units") ?? "", timeAxis.Attributes.Text("calendar"));
        double[] times = timeAxis.ReadDoubles();
        byte[] shown = new byte[storedCell.Length];
        for (int t = 0; t < times.Length; t++)
        {
            variable.Read<byte>(shown, [t, 0, 0], [1, height, width]);
            byte[] stored = new byte[cells];
            for (int i = 0; i < shown.Length; i++) stored[storedCell[i]] = shown[i];
            byTime[time.Decode(times[t])] = stored;
        }
    }
}
