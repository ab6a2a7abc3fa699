using System.Runtime.CompilerServices;
using Rossby.Core;

namespace Rossby.Torch;

/// <summary>Sends every import of this assembly to the shim that the library finder finds.</summary>
static class LibraryBinding
{
#pragma warning disable CA2255 // The resolver must be there before the first native call, and nothing else is sure to run before it.
    [ModuleInitializer]
    internal static void Bind() => LibraryFinder.Bind(typeof(LibraryBinding).Assembly, Shim.Library, NativeLibraries.Torch);
#pragma warning restore CA2255
}
