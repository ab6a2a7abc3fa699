namespace Rossby.NotebookRunner;

/// <summary>What cells can call besides their own code, as in .NET Interactive.</summary>
public sealed class NotebookGlobals
{
    internal Action<object> Show { get; set; } = _ => { };

#pragma warning disable IDE1006 // The name that notebooks know.
    /// <summary>Shows a value below the cell, and goes on.</summary>
    public void display(object value) => Show(value);
#pragma warning restore IDE1006
}
