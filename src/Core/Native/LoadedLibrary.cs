namespace Rossby.Core;

/// <summary>A native library in this process.</summary>
/// <param name="Spec">Which one.</param>
/// <param name="Handle">The loader's handle; never closed.</param>
/// <param name="Path">The file that the loader mapped.</param>
public sealed record LoadedLibrary(NativeLibrarySpec Spec, nint Handle, string Path);
