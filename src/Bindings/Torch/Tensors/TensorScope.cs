using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>Owns every tensor made on its thread until it ends, and then frees them with one native call.</summary>
/// <example><code>
/// using var scope = TensorScope.Begin();
/// double sum = (a + b).Sum().Item();
/// </code></example>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    static TensorScope? innermost;

    readonly TensorScope? outer = innermost;
    readonly List<Tensor?> mine = [];
    bool ended;

    TensorScope() => innermost = this;

    /// <summary>The innermost scope of this thread.</summary>
    /// <exception cref="InvalidOperationException">None is open.</exception>
    public static TensorScope Current => innermost ?? throw NoneOpen();

    internal static TensorScope? CurrentOrNull => innermost;

    /// <summary>Opens a scope inside the current one; dispose it to end it.</summary>
    public static TensorScope Begin() => new();

    /// <summary>Hands a tensor of this scope to the enclosing one; a tensor that belongs elsewhere is left alone.</summary>
    /// <exception cref="InvalidOperationException">There is no enclosing scope: use <see cref="Tensor.ToOwned"/>.</exception>
    public Tensor Return(Tensor tensor)
    {
        if (tensor.Scope != this) return tensor;
        var to = outer ?? throw new InvalidOperationException("There is no enclosing TensorScope to return to; keep the tensor with ToOwned().");
        mine[tensor.Slot] = null;
        to.Adopt(tensor);
        return tensor;
    }

    /// <summary>A tensor of this scope over the same memory as an owned one, which must outlive it.</summary>
    public Tensor Import(OwnedTensor owned) => Wrap(owned.Alias());

    /// <summary>Frees what the scope owns. Scopes end in the reverse of the order in which they began.</summary>
    public void Dispose()
    {
        if (ended) return;
        if (innermost != this) throw new InvalidOperationException("TensorScopes must end on their own thread, innermost first.");
        ended = true;
        innermost = outer;
        Free();
    }

    internal void Free(Tensor tensor)
    {
        _ = tensor.Handle;
        mine[tensor.Slot] = null;
        Shim.rt_free(tensor.Take());
    }

    internal static InvalidOperationException NoneOpen() =>
        new("No TensorScope is open on this thread: put 'using var scope = TensorScope.Begin();' around the work with tensors.");

    internal Tensor Wrap(nint handle)
    {
        var tensor = new Tensor(handle);
        Adopt(tensor);
        return tensor;
    }

    void Adopt(Tensor tensor)
    {
        tensor.Scope = this;
        tensor.Slot = mine.Count;
        mine.Add(tensor);
    }

    unsafe void Free()
    {
        Span<nint> dead = mine.Count <= 256 ? stackalloc nint[mine.Count] : new nint[mine.Count];
        int n = 0;
        foreach (var tensor in CollectionsMarshal.AsSpan(mine))
            if (tensor is not null) dead[n++] = tensor.Take();
        mine.Clear();
        fixed (nint* p = dead) Shim.rt_free_many(p, n);
    }
}
