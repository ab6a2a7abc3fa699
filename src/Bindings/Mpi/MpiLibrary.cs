using System.Runtime.CompilerServices;
using System.Text;
using Rossby.Core;

namespace Rossby.Mpi;

/// <summary>The MPI library of this process, of either family.</summary>
internal sealed unsafe class MpiLibrary
{
    MpiLibrary(MpiFamily family, string version, string path, nint handle) =>
        (Family, Version, Path, Constants) = (family, version, path, MpiConstants.Of(family, handle));

    /// <summary>Its binary interface.</summary>
    public MpiFamily Family { get; }

    /// <summary>The first line of what it says of itself.</summary>
    public string Version { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its handles.</summary>
    public MpiConstants Constants { get; }

    /// <summary>Loads the library that was chosen, and lets it say which it is.</summary>
    /// <param name="choice">auto, mpich, openmpi or a path.</param>
    /// <param name="chosenBy">Who chose, for the message.</param>
    /// <param name="launcher">Who started the process.</param>
    /// <exception cref="LibraryMissingException">It cannot be loaded, or is of the other family.</exception>
    /// <exception cref="UsageException">The launcher is of the other family.</exception>
    public static MpiLibrary Load(string choice, string chosenBy, MpiLauncher launcher)
    {
        MpiFamily? wanted = choice switch
        {
            "auto" => launcher.Guess,
            "mpich" => MpiFamily.Mpich,
            "openmpi" => MpiFamily.OpenMpi,
            _ => null,
        };
        if (wanted is { } w) RequireSame(w, chosenBy, launcher);
        // UCX, which MPICH may stand on, takes SIGSEGV for itself; .NET makes NullReferenceException of it.
        if (Environment.GetEnvironmentVariable("UCX_ERROR_SIGNALS") is null) Libc.SetEnvironment("UCX_ERROR_SIGNALS", "");
        var loaded = LibraryFinder.Load(wanted?.Spec() ?? MpiFamilies.SpecOf(choice));
        Native.Library = loaded.Handle;
        string version = VersionText();
        var family = MpiFamilies.OfVersion(version);
        if (wanted is { } expected && family != expected)
            throw new LibraryMissingException($"{loaded.Path}: {chosenBy} asks for {expected.Name()}, but this is {version}.");
        RequireSame(family, chosenBy, launcher);
        return new MpiLibrary(family, version, loaded.Path, loaded.Handle);
    }

    /// <summary>Throws what an error code says.</summary>
    public static void Check(int code, [CallerArgumentExpression(nameof(code))] string call = "")
    {
        if (code == 0) return;
        byte* text = stackalloc byte[1024];
        int length = 0;
        if (Native.MPI_Error_string(code, text, out length) != 0) length = 0;
        string name = call.Split('(')[0].Split('.')[^1];
        throw new MpiException($"{name}: {Text(text, length)} (code {code})");
    }

    // Two families under one launcher do not find each other: each rank would be a job of its own.
    static void RequireSame(MpiFamily family, string chosenBy, MpiLauncher launcher)
    {
        if (launcher.Family is not { } started || started == family) return;
        string name = started == MpiFamily.Mpich ? "mpich" : "openmpi";
        string how = family == MpiFamily.Mpich ? "mpiexec.mpich" : "mpiexec.openmpi";
        throw new UsageException(
            $"started by {launcher.Name} with {launcher.Ranks} ranks, but {chosenBy} asks for {family.Name()}: each rank would be a job of its own. "
            + $"Start with {how}, or choose {name}.");
    }

    static string VersionText()
    {
        byte* text = stackalloc byte[8192];
        Check(Native.MPI_Get_library_version(text, out int length));
        return Text(text, length).Split('\n')[0].Trim();
    }

    // Open MPI counts the closing zero.
    static string Text(byte* text, int length) => Encoding.UTF8.GetString(text, length).Trim('\0', ' ', '\n');
}
