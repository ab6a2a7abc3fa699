namespace Rossby.Hdf5;

/// <summary>A file, group or dataset: something with a name and attributes.</summary>
public abstract class H5Object : IDisposable
{
    private protected H5Object(H5Id id, string filePath, string name)
    {
        Id = id;
        FilePath = filePath;
        Name = name;
        Attributes = new H5Attributes(this);
    }

    internal H5Id Id { get; }

    /// <summary>The file, as it was named when it was opened or created.</summary>
    public string FilePath { get; }

    /// <summary>The path in the file, without a leading slash; empty for the root group.</summary>
    public string Name { get; }

    /// <summary>The object's attributes.</summary>
    public H5Attributes Attributes { get; }

    /// <summary>Where its header lies in the file: equal for two objects when they are one, reached by different links. Object references hold it.</summary>
    /// <exception cref="Core.DataException">The object is damaged.</exception>
    public unsafe ulong Address
    {
        get
        {
            const int objectReference = 0;
            using var gate = Core.HdfGate.Enter();
            ulong address;
            H5Error.Read(Native.H5Rcreate(&address, Id.Value, ".", objectReference, -1), Where);
            return address;
        }
    }

    /// <summary>File and object, as messages name them.</summary>
    internal string Where => Name.Length == 0 ? FilePath : $"{FilePath}: {Name}";

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the identifier back.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) Id.Dispose();
    }
}
