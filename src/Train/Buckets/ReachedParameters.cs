using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Which parameters a backward pass must reach: a network that leaves one out by mistake would never train it.</summary>
/// <param name="mayBeUnreached">Names of those that it may leave out.</param>
internal sealed class ReachedParameters(IEnumerable<string> mayBeUnreached)
{
    readonly HashSet<string> declared = [.. mayBeUnreached];

    /// <summary>Refuses a parameter without gradient that is not declared.</summary>
    /// <exception cref="InvalidOperationException">Names it.</exception>
    public void Require(IEnumerable<Parameter> unreached)
    {
        string[] names = [.. unreached.Select(p => p.Name).Where(n => !declared.Contains(n))];
        if (names.Length > 0)
            throw new InvalidOperationException($"The backward pass left no gradient in {string.Join(", ", names)}. A network that may leave a parameter out declares it (MayBeUnreached).");
    }
}
