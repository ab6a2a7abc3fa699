using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>Writes one file of masks for every source file of a split: <c>masks/&lt;split&gt;_&lt;source&gt;.nc</c>.</summary>
internal sealed class MaskFolder : IDisposable
{
    readonly string folder;
    readonly MaskFileHeader header;
    readonly Dictionary<string, List<int>> samplesBySource = [];
    readonly Dictionary<string, string> fileBySource = [];
    readonly Dictionary<string, (MaskFile File, int Written)> open = [];
    readonly SampleReader reader;

    /// <summary>Plans the files.</summary>
    public MaskFolder(string folder, string split, SampleReader reader, MaskFileHeader header)
    {
        (this.folder, this.reader, this.header) = (folder, reader, header);
        for (int i = 0; i < reader.Count; i++)
        {
            string source = reader.Sample(i).Source.Path;
            if (!samplesBySource.TryGetValue(source, out var samples)) samplesBySource[source] = samples = [];
            samples.Add(i);
        }
        string[] sources = [.. samplesBySource.Keys];
        foreach (var (source, name) in sources.Zip(OutputNames.Of(sources))) fileBySource[source] = $"{split}_{name}.nc";
    }

    /// <summary>Names of the files, in order of their first sample.</summary>
    public IReadOnlyList<string> FileNames => [.. samplesBySource.Keys.Select(s => fileBySource[s])];

    /// <summary>Writes a sample's mask and label. A source's file is there when its last sample is written.</summary>
    public void Write(int sample, ReadOnlySpan<byte> mask, ReadOnlySpan<byte> label)
    {
        string source = reader.Sample(sample).Source.Path;
        var samples = samplesBySource[source];
        if (!open.TryGetValue(source, out var state))
        {
            double[] times = [.. samples.Select(i => reader.Sample(i).TimeValue)];
            state = (new MaskFile(Path.Combine(folder, fileBySource[source]), header, times), 0);
        }
        state.File.Write(samples.IndexOf(sample), mask, label);
        open[source] = state = (state.File, state.Written + 1);
        if (state.Written < samples.Count) return;
        state.File.Commit();
        state.File.Dispose();
        open.Remove(source);
    }

    /// <summary>Deletes what is unfinished.</summary>
    public void Dispose()
    {
        foreach (var (file, _) in open.Values) file.Dispose();
        open.Clear();
    }
}
