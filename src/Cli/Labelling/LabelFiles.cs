using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary>A labelling that lies in files: what <c>rossby label</c> or <c>predict</c> wrote, or masks of another program.</summary>
internal sealed class LabelFiles : IDisposable
{
    readonly byte? onlyClass;
    readonly Dictionary<string, List<(double, double)>>? centres;

    /// <summary>Opens it.</summary>
    /// <param name="path">A file, a glob, or a folder of masks.</param>
    /// <param name="variable">The variable that holds the classes; null takes <c>mask</c>, <c>label</c> or <c>LABELS</c>, whichever is there.</param>
    /// <param name="onlyClass">For masks of 0 and 1: the class that 1 stands for.</param>
    /// <param name="cancellation">Stops between files.</param>
    public LabelFiles(string path, string? variable, byte? onlyClass, CancellationToken cancellation)
    {
        (Name, this.onlyClass) = (path, onlyClass);
        bool isFolder = Directory.Exists(path);
        var files = new FilesSourceConfig { Paths = [isFolder ? Path.Combine(path, "*.nc") : path] };
        Labelling = SourceLabelling.OpenMasks(files, Environment.CurrentDirectory, variable, cancellation);
        string table = Path.Combine(isFolder ? path : Path.GetDirectoryName(Path.GetFullPath(path))!, $"{LabelRun.Objects}.jsonl");
        if (!File.Exists(table)) return;
        centres = Labelling.Times.ToDictionary(t => t.ToString(), _ => new List<(double, double)>());
        foreach (var storm in StormObjectFiles.Read(table).Where(s => s.Class == SegmentationClass.TropicalCyclone))
            if (centres.TryGetValue(storm.Time, out var list)) list.Add(storm.Cyclone is { } cyclone ? (cyclone.LatitudeDeg, cyclone.LongitudeDeg) : (storm.CentroidLatitudeDeg, storm.CentroidLongitudeDeg));
    }

    /// <summary>How it was named.</summary>
    public string Name { get; }

    /// <summary>Grid and times.</summary>
    public SourceLabelling Labelling { get; }

    /// <summary>The classes of a time [H, W].</summary>
    public byte[] Labels(int time)
    {
        byte[] labels = Labelling.Step(time).Labels;
        if (onlyClass is { } given)
            for (int i = 0; i < labels.Length; i++) labels[i] = labels[i] == 1 ? given : labels[i];
        return labels;
    }

    /// <summary>Centres of the cyclones of a time where a table lies beside the masks, else null.</summary>
    public IReadOnlyList<(double Latitude, double Longitude)>? Centres(int time) => centres?[Labelling.Times[time].ToString()];

    /// <summary>Closes the files.</summary>
    public void Dispose() => Labelling.Dispose();
}
