using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Real files that lie beside a checkout, in <c>../shared/data</c>; tests that read them skip where they are absent.</summary>
static class SharedData
{
    internal static string Find(string relative)
    {
        for (string? folder = AppContext.BaseDirectory; folder != null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.Exists(Path.Combine(folder, "Rossby.slnx"))) continue;
            string path = Path.GetFullPath(Path.Combine(folder, "../shared/data", relative));
            if (!File.Exists(path)) Assert.Skip($"no ../shared/data/{relative} beside the checkout");
            return path;
        }
        Assert.Skip("not run from a checkout");
        return "";
    }
}
