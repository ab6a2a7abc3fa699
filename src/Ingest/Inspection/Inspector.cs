using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Looks into files: what they hold, what can be read, which channels they give. Nothing that is wrong with a file stops it.</summary>
public sealed class Inspector : IDisposable
{
    const int SlabsAlongAxis = 3;

    readonly SourceCatalog? catalog;
    readonly List<(string Path, string Refusal)> refused = [];

    /// <summary>Opens what can be opened.</summary>
    /// <param name="config">Files, and names, units and times where they do not tell them.</param>
    /// <param name="configFolder">The folder to which the paths are relative.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="InputMissingException">A path or glob matches nothing.</exception>
    public Inspector(FilesSourceConfig config, string configFolder, CancellationToken cancellation)
    {
        var good = new List<string>();
        foreach (string path in IngestInputs.Files(config, configFolder))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                using var one = new SourceCatalog([path], config, [], cancellation);
                good.Add(path);
            }
            catch (RossbyException e) when (e is DataException or InputMissingException)
            {
                refused.Add((path, e.Message.Split('\n')[0]));
            }
        }
        if (good.Count > 0) catalog = new SourceCatalog(good, config, [], cancellation);
    }

    /// <summary>Looks at everything.</summary>
    public SourceInspection Look(CancellationToken cancellation)
    {
        var files = new List<FileInspection>();
        foreach (var file in catalog?.Files ?? [])
        {
            cancellation.ThrowIfCancellationRequested();
            files.Add(new FileInspection(file.Path, [.. file.Fields.Select(Field)], null));
        }
        files.AddRange(refused.Select(r => new FileInspection(r.Path, [], r.Refusal)));
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
        return new SourceInspection(files, catalog == null ? [] : [.. ClimateChannels.All.Select(Channel)]);
    }

    /// <summary>A field for a map: the channel or variable of that name; null takes the first channel that is found, or the first variable.</summary>
    /// <exception cref="DataException">It cannot be read.</exception>
    public InspectedField Read(string? name)
    {
        if (catalog == null) throw new DataException(refused[0].Refusal);
        string[] names = name != null ? [name] : [.. ClimateChannels.All.Select(c => c.Name).Where(c => Try(() => catalog.Finder.Has(c)) is (true, null))];
        foreach (string channel in names.Where(n => ClimateChannels.Find(n) != null))
        {
            if (Try(() => Sample(channel)) is ({ } sample, null)) return sample;
        }
        var fields = catalog.Files.SelectMany(f => f.Fields);
        var field = name == null ? fields.FirstOrDefault(f => f.Refusal == null) : fields.FirstOrDefault(f => f.Name == name);
        if (field == null && name != null && ClimateChannels.Find(name) != null) return Sample(name);
        if (field?.Refusal is { } refusal) throw new DataException(refusal);
        if (field == null) throw new DataException($"{catalog.Files[0].Path}: no {(name == null ? "field" : $"variable {name}")} to draw; it has {catalog.Files[0].Listing}");
        return new InspectedField(field.Grid!.Grid, Slab(field, 0, 0), field.Name, LongName(field), field.Units ?? "no units",
            TimesInspection.Of(field.Times)?.First ?? Path.GetFileName(field.FilePath));
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => catalog?.Dispose();

    InspectedField Sample(string channel)
    {
        var source = new SampleSource(catalog!, [channel], [], [], gridMayMove: true);
        float[] values = new float[source.Grid.CellCount];
        source.Read(0, values);
        return new InspectedField(source.Grid, values, channel, source.Channels[0].LongName, source.Channels[0].Units, $"{source.Times[0]}");
    }

    FieldInspection Field(SourceField field)
    {
        var found = new FieldInspection
        {
            Name = field.Name, Shape = field.Shape, Units = field.Units, LongName = field.LongName, StandardName = field.StandardName,
            LevelsHPa = field.LevelsHPa, Times = TimesInspection.Of(field.Times), Refusal = field.Refusal,
        };
        if (field.Refusal != null || field.Grid == null) return found;
        found = found with { Grid = GridText.Of(field.Grid) + (field.MovingGrids.Count > 0 ? "; it moves with time: this is the first" : "") };
        var (tally, refusal) = Try(() => Measure(field));
        if (refusal != null) return found with { Refusal = refusal };
        return found with
        {
            Minimum = tally.Count == 0 ? null : tally.Minimum,
            Maximum = tally.Count == 0 ? null : tally.Maximum,
            IsSampled = field.TimeSteps > SlabsAlongAxis || Levels(field) > SlabsAlongAxis,
            MissingShare = tally.Count + tally.Missing == 0 ? null : (double)tally.Missing / (tally.Count + tally.Missing),
        };
    }

    static int Levels(SourceField field) => field.AxisOf(AxisRole.Level) is var axis and >= 0 ? (int)field.Lengths[axis] : 1;

    // What is drawn of a variable with levels is its first.
    static string LongName(SourceField field) => (field.LongName ?? field.Name) + (Levels(field) > 1
        ? field.LevelsHPa is { Count: > 0 } hPa ? string.Create(CultureInfo.InvariantCulture, $" at {hPa[0]:0.###} hPa") : $", level 1 of {Levels(field)}"
        : "");

    // First, middle and last time; bottom and top level and one between.
    SampleTally Measure(SourceField field)
    {
        var tally = SampleTally.Empty;
        foreach (int time in IngestGuard.Spread((int)field.TimeSteps, SlabsAlongAxis))
            foreach (int level in IngestGuard.Spread(Levels(field), SlabsAlongAxis)) tally = tally.Plus(SampleTally.Of(Slab(field, time, level)));
        return tally;
    }

    float[] Slab(SourceField field, int time, int level)
    {
        float[] values = new float[field.Grid!.Grid.CellCount];
        var location = new FieldLocation(new ChannelMatch(field, field.AxisOf(AxisRole.Level) >= 0 ? level : -1, null, "name"), time, ValueConversion.None);
        return catalog!.Open.Use(field.FilePath, file =>
        {
            FieldSlab.Read(file, location, values);
            return values;
        });
    }

    ChannelInspection Channel(ClimateChannel channel)
    {
        var found = new ChannelInspection { Name = channel.Name, LongName = channel.LongName, Units = channel.Units };
        var (has, refusal) = Try(() => catalog!.Finder.Has(channel.Name));
        if (refusal != null) return found with { How = "refused", Remarks = [refusal] };
        if (!has) return found with { WouldNeed = ChannelNeeds.Of(channel, catalog!) };
        var plan = catalog!.Finder.Channel(channel.Name);
        found = found with
        {
            How = plan is DirectPlan direct ? direct.Found[0].How : "derived",
            Origin = string.Join(", ", plan.Matches.Select(m => m.ToString()).Distinct()),
        };
        var (looked, problem) = Try(() => Look(channel.Name));
        return problem != null ? found with { Remarks = [problem] } : found with
        {
            Origin = looked!.Channel.Origin,
            Minimum = looked.Tally.Count == 0 ? null : looked.Tally.Minimum,
            Maximum = looked.Tally.Count == 0 ? null : looked.Tally.Maximum,
            Remarks = [.. looked.Findings.Select(f => f.ToString())],
        };
    }

    sealed record Looked(SourceChannel Channel, SampleTally Tally, Finding[] Findings);

    Looked Look(string channel)
    {
        var source = new SampleSource(catalog!, [channel], [], [], gridMayMove: true);
        float[] values = new float[source.Grid.CellCount];
        source.Read(0, values);
        var tally = SampleTally.Of(values);
        return new Looked(source.Channels[0], tally,
            [.. source.Findings, .. new FieldCheck(source.Grid, source.MayBeLongMeans).Findings(source.Channels[0], tally, source.FileAt(0, 0), $"at {source.Times[0]}")]);
    }

    static (T? Value, string? Refusal) Try<T>(Func<T> look)
    {
        try
        {
            return (look(), null);
        }
        catch (RossbyException e) when (e is DataException or ConfigException or InputMissingException)
        {
            return (default, e.Message);
        }
    }
}
