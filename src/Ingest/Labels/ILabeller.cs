using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A way to label one time step on the source's own grid. A new detector implements this and joins the switch in <see cref="Labellers"/>.</summary>
public interface ILabeller
{
    /// <summary>The method's name in the config, such as <c>ivt-threshold</c>.</summary>
    string Method { get; }

    /// <summary>Changes when the same input would give another label.</summary>
    string Version { get; }

    /// <summary>Every parameter as used, by its name in the config.</summary>
    IReadOnlyDictionary<string, string> Parameters { get; }

    /// <summary>Whether the labels are a rule's (a reference), not observed or planted (truth).</summary>
    bool IsRuleBased { get; }

    /// <summary>Channels read for the labeller, in their own units, whether or not the network sees them.</summary>
    IReadOnlyList<string> NeededChannels { get; }

    /// <summary>Variables read as they stand, by their names in the files.</summary>
    IReadOnlyList<string> NeededVariables { get; }

    /// <summary>What a user should know before the method is used on a grid, such as a spacing that its defaults were not made for.</summary>
    IEnumerable<string> Warnings(LatLonGrid grid) => [];

    /// <summary>Whether each step comes with <see cref="LabelledStep.Probabilities"/>, which are then stored.</summary>
    bool GivesProbabilities => false;

    /// <summary>Labels one step. Called from several threads at once.</summary>
    /// <exception cref="DataException">The input holds what no label can be made of.</exception>
    LabelledStep Label(LabelInput input);
}
