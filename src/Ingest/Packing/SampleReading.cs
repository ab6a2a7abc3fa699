namespace Rossby.Ingest;

/// <summary>How the samples of a source are gone over: which channels lie plainly in files, and which must be read whole first. Safe from several threads.</summary>
internal sealed class SampleReading
{
    readonly SampleSource source;
    readonly SampleRegridding regridding;
    readonly PlainFields plain;

    internal SampleReading(SampleSource source, SampleRegridding regridding)
    {
        (this.source, this.regridding) = (source, regridding);
        plain = new PlainFields(source.OpenFiles);
        Blocks = RowBlocks.Of(regridding.Target, source.Channels.Count);
    }

    /// <summary>How samples are cut into blocks, on the shards' grid.</summary>
    internal RowBlocks Blocks { get; }

    /// <summary>The channels of a step that must be read whole, by name; where there are none, parts of the step can be read on their own.</summary>
    internal string[] NotPlain(int time) => [.. source.Channels.Where((_, c) => Find(time, c) == null).Select(c => c.Name)];

    /// <summary>Reads fields whole, on the source's grid.</summary>
    /// <param name="time">Index of the step.</param>
    /// <param name="names">Channels and variables.</param>
    internal StepInHand Fields(int time, IReadOnlyCollection<string> names) => source.RentFields(time, names);

    /// <summary>Opens the channels of a step for reading by rows, on the shards' grid.</summary>
    /// <param name="time">Index of the step.</param>
    /// <param name="whole">By name: the fields of <see cref="NotPlain"/>.</param>
    internal SampleRows Rows(int time, IReadOnlyDictionary<string, float[]> whole)
    {
        PlainField?[] lying = [.. source.Channels.Select((_, c) => Find(time, c))];
        return new SampleRows(Blocks, lying, [.. source.Channels.Select((channel, c) => lying[c] == null ? regridding.Field(whole[channel.Name]) : null)]);
    }

    PlainField? Find(int time, int channel) => !regridding.IsNeeded && source.Locate(time, channel) is { } location ? plain.Find(location) : null;
}
