using System.Diagnostics;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>A small file system; tests that need it skip where mounting is not permitted.</summary>
sealed class FullDisk : IDisposable
{
    readonly TemporaryFolder folder = new();

    internal FullDisk(int kibibytes = 1024)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k", "tmpfs", folder.Path) == 0) return;
        folder.Dispose();
        Assert.Skip("mounting a tmpfs is not permitted here");
    }

    internal string this[string name] => folder[name];

    internal string[] Entries => Directory.GetFileSystemEntries(folder.Path);

    public void Dispose()
    {
        Assert.Equal(0, Run("umount", "-l", folder.Path)); // lazily: libnetcdf may be unable to close what it cannot write
        folder.Dispose();
    }

    static int Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
