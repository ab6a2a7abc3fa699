using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// Every parameter and running statistic of a network, in the order in which the network made them: the order of
/// checkpoints, of optimizer state and of gradient buckets on every rank. Owns them.
/// </summary>
/// <param name="seed">First values are a function of this, the parameter's name and the element's index, and of nothing else; null leaves them zero, for weights from a file.</param>
/// <param name="device">Where they lie.</param>
/// <param name="dtype">Float32; Float64 in gradient checks.</param>
public sealed class ParameterStore(ulong? seed, Device device = default, ScalarType dtype = ScalarType.Float32) : IDisposable
{
    readonly OrderedDictionary<string, Parameter> all = new(StringComparer.Ordinal);
    readonly List<Parameter> trainable = [];
    readonly List<IDisposable> owned = [];

    /// <summary>Where a network's own names start.</summary>
    public ParameterPath Root => new(this, "");

    /// <summary>Whether batch normalisation uses the batch's moments and moves the running ones. True at first.</summary>
    /// <exception cref="InvalidOperationException">Set to true in a frozen store.</exception>
    public bool Training
    {
        get;
        set => field = value && Frozen ? throw new InvalidOperationException("The network is frozen: it cannot be trained any more.") : value;
    } = true;

    /// <summary>Whether the weights have come to rest: layers may keep them in another form, and let go of their values.</summary>
    internal bool Frozen { get; private set; }

    /// <summary>Whether parts of the network keep only their input for the backward pass and run again there.</summary>
    internal bool Recompute { get; set; }

    /// <summary>Whether norms move the running moments in training; not where a part runs again.</summary>
    internal bool MovesStatistics { get; set; } = true;

    /// <summary>In training: the ranks over which norms take their moments; null where each rank's own are meant.</summary>
    internal RankSum? NormsAcross { get; set; }

    /// <summary>Which training pass is being made; null where nothing is drawn.</summary>
    public TrainingPass? Pass { get; set; }

    /// <summary>Takes down the layers that a pass meets, while it is set.</summary>
    internal LayerWalk? Walk { get; set; }

    /// <summary>What is trained, in order.</summary>
    public IReadOnlyList<Parameter> Parameters => trainable;

    /// <summary>Running statistics, in order.</summary>
    public IReadOnlyList<Parameter> Buffers => [.. all.Values.Where(p => !p.Trainable)];

    /// <summary>Parameters and buffers, in the order of making.</summary>
    public IReadOnlyList<Parameter> All => all.Values;

    /// <summary>The number of trained values.</summary>
    public long NumberOfParameters => trainable.Sum(p => p.NumberOfElements);

    /// <summary>Where they lie.</summary>
    public Device Device { get; private set; } = device;

    /// <summary>The type of the floating-point ones.</summary>
    public ScalarType DType { get; private set; } = dtype;

    /// <summary>One of them by its full name, or null.</summary>
    public Parameter? Find(string name) => all.GetValueOrDefault(name);

    /// <summary>Moves all; modules and optimizers that hold a parameter keep it.</summary>
    public void MoveTo(Device device, ScalarType dtype)
    {
        foreach (var parameter in all.Values) parameter.MoveTo(device, IsCounter(parameter) ? ScalarType.Int64 : dtype);
        (Device, DType) = (device, dtype);
    }

    /// <summary>Lets the weights come to rest, in evaluation.</summary>
    internal void Freeze()
    {
        Training = false;
        Frozen = true;
    }

    /// <summary>Frees something with the parameters.</summary>
    internal void Own(IDisposable what) => owned.Add(what);

    /// <summary>Frees all.</summary>
    public void Dispose()
    {
        foreach (var one in owned) one.Dispose();
        foreach (var parameter in all.Values) parameter.Dispose();
    }

    internal Parameter Add(string name, ReadOnlySpan<long> shape, bool trained, Initializer initial) => Add(name, shape, trained, DType, initial);

    internal Parameter AddCounter(string name) => Add(name, [], trained: false, ScalarType.Int64, new Constant(0));

    Parameter Add(string name, ReadOnlySpan<long> shape, bool trained, ScalarType type, Initializer initial)
    {
        if (all.ContainsKey(name)) throw new ArgumentException($"Two parameters are named '{name}'.", nameof(name));
        var parameter = new Parameter(name, shape, trained, type, Device);
        all.Add(name, parameter);
        if (trained) trainable.Add(parameter);
        if (seed is { } given) initial.Fill(parameter, given);
        return parameter;
    }

    static bool IsCounter(Parameter parameter)
    {
        using var scope = TensorScope.Begin();
        return parameter.Value.DType == ScalarType.Int64;
    }
}
