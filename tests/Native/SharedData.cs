using Rossby.Tests.Support;

namespace Rossby.Tests.Native;

/// <summary>Real files that lie beside a checkout, in <c>../shared/data</c>; tests that read them skip where they are absent.</summary>
static class SharedData
{
    internal static string Find(string relative) => SharedFolder.In("data", relative);
}
