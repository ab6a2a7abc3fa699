using Rossby.Core;
using Rossby.Ingest;
using Rossby.NetCdf;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Files whose coordinates are odd or broken (odd.py): grid and times are those that the writer meant, or the file is refused with the reason.</summary>
public class OddFilesTests
{
    [Fact]
    public void Each_is_read_as_it_was_meant_or_refused_with_the_reason()
    {
        using var folder = new TemporaryFolder();
        string[] expected = Referee.RunFile("Ingest/Sources/odd.py", folder.Path).Split('\n');
        Assert.Equal(Directory.EnumerateFiles(folder.Path).Count(), expected.Length);
        Assert.Equal(expected, expected.Select(line => Read(folder, line.Split(':')[0], line)));
    }

    // A refusal is as expected when it names the file and holds the reason.
    static string Read(TemporaryFolder folder, string name, string expected)
    {
        string path = folder[$"{name}.nc"];
        string? refusal;
        try
        {
            using var file = NetCdfFile.Open(path);
            var field = SourceFile.Read(file, FilesSourceConfig.AnyLayout).Fields.Single(f => f.Name == "TMQ");
            if (field.Refusal == null)
            {
                var grid = field.Grid!.Grid;
                var times = field.Times!.Seconds.Select(s => CfTime.Parse("seconds since 2001-01-01", CalendarDays.Name(field.Times.Cf.Calendar)).Decode(s!.Value - Origin(field.Times.Cf.Calendar)));
                return FormattableString.Invariant($"{name}: {grid.LatitudeDeg[0]:0.####} {grid.LatitudeDeg[^1]:0.####} {grid.LongitudeDeg[0]:0.####} {grid.LongitudeDeg[^1]:0.####} {string.Join(' ', times)}");
            }
            refusal = field.Refusal;
        }
        catch (DataException e)
        {
            refusal = e.Message;
        }
        string reason = expected.Split(": refused ")[^1];
        return refusal.Contains(path, StringComparison.Ordinal) && refusal.Contains(reason, StringComparison.Ordinal) ? expected : $"{name}: {refusal}";
    }

    static long Origin(ClimateCalendar calendar) => CfTime.Parse("seconds since 2001-01-01", CalendarDays.Name(calendar)).Seconds(0);

    [Fact]
    public void The_command_for_tiles_runs_as_it_stands_whatever_the_name_of_the_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder["it's 6 \"$tiles\".nc"];
        Referee.Run("""
            import sys, netCDF4, numpy as np
            d = netCDF4.Dataset(sys.argv[1], 'w')
            for n, l in (('time', 1), ('tile', 6), ('y', 4), ('x', 4)): d.createDimension(n, l)
            for n, unit, along in (('lat', 'degrees_north', ()), ('lon', 'degrees_east', ()), ('PSL', 'Pa', ('time',))):
                v = d.createVariable(n, 'f4', (*along, 'tile', 'y', 'x'))
                v.units, v[:] = unit, np.arange(96).reshape(6, 4, 4) / 2
            d.close()
            """, path);
        string refusal = Refusal(path);
        var run = Command.Run("sh", ["-c", refusal[refusal.IndexOf("python3 -c", StringComparison.Ordinal)..]], environment: new Dictionary<string, string?> { ["PATH"] = "/usr/bin:/bin" });
        if (run.Error.Contains("ModuleNotFoundError", StringComparison.Ordinal)) Assert.Skip(run.Error);
        Assert.True(run.ExitCode == 0, run.ToString());
        string made = Assert.Single(Directory.EnumerateFiles(folder.Path), f => f != path);
        Assert.Contains("its grid is unstructured (96 cells along cells)", Refusal(made), StringComparison.Ordinal);
    }

    static string Refusal(string path)
    {
        using var file = NetCdfFile.Open(path);
        return SourceFile.Read(file, FilesSourceConfig.AnyLayout).Fields.Single(f => f.Name == "PSL").Refusal!;
    }

    [Theory]
    [InlineData("pipe.nc", "is a pipe, not a file")]
    [InlineData("zero.nc", "is a device, not a file")]
    public void What_never_ends_is_not_opened(string name, string reason)
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(0, Command.Run("mkfifo", [folder["pipe.nc"]]).ExitCode);
        File.CreateSymbolicLink(folder["zero.nc"], "/dev/zero");
        foreach (string path in (string[])[name, "*" + name[1..]])
        {
            var error = Assert.Throws<InputMissingException>(() => IngestInputs.Files(new FilesSourceConfig { Paths = [path] }, folder.Path));
            Assert.Contains($"{folder[name]}: {reason}", error.Message, StringComparison.Ordinal);
            Assert.Equal(66, error.ExitCode);
        }
    }
}
