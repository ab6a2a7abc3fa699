using Rossby.Torch;

namespace Rossby.Train;

/// <summary>A copy of a network's running statistics, to go back to when a step is left out: an activation that overflowed has moved them to infinity.</summary>
internal sealed class KeptStatistics : IDisposable
{
    readonly (Parameter Statistic, Parameter Copy)[] pairs;

    /// <summary>Takes memory for the copy.</summary>
    /// <param name="parameters">All parameters of the network.</param>
    public KeptStatistics(IReadOnlyList<Parameter> parameters)
    {
        using var scope = TensorScope.Begin();
        pairs = [.. parameters.Where(p => !p.Trainable).Select(p => (p, new Parameter(p.Name, [.. p.Shape], trainable: false, p.Value.DType, p.Value.Device)))];
    }

    /// <summary>Copies them.</summary>
    public void Keep() => Copy(pairs.Select(p => (p.Statistic, p.Copy)));

    /// <summary>Goes back to the copy.</summary>
    public void Restore() => Copy(pairs.Select(p => (p.Copy, p.Statistic)));

    public void Dispose()
    {
        foreach (var (_, copy) in pairs) copy.Dispose();
    }

    static void Copy(IEnumerable<(Parameter From, Parameter To)> pairs)
    {
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        foreach (var (from, to) in pairs) to.Assign(from.Value);
    }
}
