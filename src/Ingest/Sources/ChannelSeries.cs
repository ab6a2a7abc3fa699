namespace Rossby.Ingest;

/// <summary>One channel or variable over all times: <see cref="FieldSeries"/> where it lies in files, <see cref="DerivedSeries"/> where it is made of others.</summary>
internal abstract class ChannelSeries
{
    /// <summary>The channel's or the variable's name.</summary>
    internal abstract string Name { get; }

    /// <summary>What it is, for the manifest.</summary>
    internal abstract SourceChannel Channel { get; }

    /// <summary>The times that it has.</summary>
    internal abstract IReadOnlyCollection<long> Seconds { get; }

    /// <summary>The series that it is made of; none for one that lies in files.</summary>
    internal abstract IReadOnlyList<ChannelSeries> Inputs { get; }

    /// <summary>What is amiss with its times.</summary>
    internal abstract IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether it has that time.</summary>
    internal abstract bool Has(long second);

    /// <summary>The file that its field of a time comes from, the first one where there are several.</summary>
    internal abstract string FileAt(long second);

    /// <summary>Reads or makes its field of a step's time.</summary>
    /// <param name="step">Gives the fields that it needs.</param>
    /// <param name="field">Receives [H, W] in stored order, NaN where missing.</param>
    internal abstract void Read(StepFields step, Memory<float> field);
}
