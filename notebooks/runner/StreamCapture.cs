using System.Text;

namespace Rossby.NotebookRunner;

/// <summary>Sends what cells write to the console into the outputs of the cell that runs.</summary>
internal sealed class StreamCapture(Action<string> write) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => write(value.ToString());

    /// <inheritdoc/>
    public override void Write(string? value) => write(value ?? "");

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => write(new string(buffer, index, count));
}
