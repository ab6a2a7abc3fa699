using System.Text;

namespace Rossby.Torch;

/// <summary>libtorch refused an operation.</summary>
/// <param name="operation">Its name, such as <c>conv2d</c>.</param>
/// <param name="shapes">The shapes of its tensors, in order: <c>[2, 16, 96, 144], [64, 16, 3, 3]</c>.</param>
/// <param name="reason">What libtorch said.</param>
public class TorchException(string operation, string shapes, string reason)
    : Exception(shapes.Length == 0 ? $"{operation}: {reason}" : $"{operation} of {shapes}: {reason}")
{
    const int OutOfMemoryStatus = 2;

    /// <summary>The operation's name.</summary>
    public string Operation => operation;

    /// <summary>The shapes of its tensors, in order.</summary>
    public string Shapes => shapes;

    /// <summary>libtorch's own words.</summary>
    public string Reason => reason;

    internal static TorchException Of(int status, string operation, string shapes)
    {
        string reason = LastError();
        return status == OutOfMemoryStatus ? new TorchOutOfMemoryException(operation, shapes, reason) : new TorchException(operation, shapes, reason);
    }

    internal static void Check(int status, string operation, params ReadOnlySpan<Tensor?> inputs)
    {
        if (status != 0) throw Of(status, operation, ShapesOf(inputs));
    }

    internal static string ShapesOf(ReadOnlySpan<Tensor?> inputs)
    {
        var text = new StringBuilder();
        foreach (var input in inputs)
        {
            if (input is null) continue;
            text.Append(text.Length == 0 ? "" : ", ").Append(input.ShapeText);
        }
        return text.ToString();
    }

    static unsafe string LastError()
    {
        int length = Shim.rt_last_error(null, 0);
        byte[] buffer = new byte[length + 1];
        fixed (byte* p = buffer) _ = Shim.rt_last_error(p, buffer.Length);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }
}
