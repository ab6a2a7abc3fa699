namespace Rossby.Core;

/// <summary>What the finder needs to know of one native library.</summary>
/// <param name="Name">Its name in messages, such as <c>HDF5</c>.</param>
/// <param name="EnvironmentVariable">Names a full path that is taken before all else.</param>
/// <param name="FileNames">Names to try in order, newest ABI first.</param>
/// <param name="DebianPackage">What <c>apt-get install</c> calls it.</param>
public sealed record NativeLibrarySpec(string Name, string EnvironmentVariable, IReadOnlyList<string> FileNames, string DebianPackage)
{
    /// <summary>The start of the mapped file's name; when a library is already in the process, that copy is used and no other.</summary>
    public string? MappedPrefix { get; init; }

    /// <summary>A library that must be loaded first where it exists: netCDF before HDF5, so that both use one libhdf5.</summary>
    public NativeLibrarySpec? After { get; init; }
}
