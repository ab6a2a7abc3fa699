using System.Text.Json;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>The files of synthetic weather.</summary>
public class SyntheticWeatherTests
{
    static readonly SyntheticSourceConfig config = new() { Height = 36, Width = 60, Steps = 7, StepHours = 18, StepsPerFile = 3, StartYear = 1999 };

    static IReadOnlyList<string> Write(string folder, ulong seed = 5, int threads = 2, SyntheticSourceConfig? with = null) =>
        SyntheticWeather.Write(with ?? config, seed, folder, threads, null, TestContext.Current.CancellationToken);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_one_thread_and_on_two()
    {
        using var folder = new TemporaryFolder();
        var one = Write(folder["one"], threads: 1);
        var two = Write(folder["two"], threads: 2);
        Assert.Equal(3, one.Count);
        Assert.Equal(one.Select(Path.GetFileName), two.Select(Path.GetFileName));
        foreach (var (a, b) in one.Zip(two)) Assert.Equal(File.ReadAllBytes(a), File.ReadAllBytes(b));
        Assert.Equal(File.ReadAllBytes(Path.Combine(folder["one"], "storms.json")), File.ReadAllBytes(Path.Combine(folder["two"], "storms.json")));
        Assert.NotEqual(File.ReadAllBytes(one[0]), File.ReadAllBytes(Write(folder["other"], seed: 6)[0]));
    }

    [Fact]
    public void Files_are_named_by_their_first_time_as_CAMs_are()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal(
            ["synthetic.1999-01-01-00000.nc", "synthetic.1999-01-03-21600.nc", "synthetic.1999-01-05-43200.nc"],
            Write(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void Xarray_opens_them_with_decoded_times_units_and_flags()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path);
        string seen = Referee.Run("""
            import sys, glob, xarray as xr, numpy as np
            parts = [xr.open_dataset(f, decode_times=xr.coders.CFDatetimeCoder(use_cftime=True)) if hasattr(xr, 'coders') else xr.open_dataset(f, use_cftime=True)
                     for f in sorted(glob.glob(sys.argv[1] + '/*.nc'))]
            d = xr.concat(parts, 'time')
            print(d.sizes['time'], d.sizes['lat'], d.sizes['lon'], d.time.values[3], d.time.values[0].calendar)
            print(float(d.lat[0]), float(d.lat[-1]), float(d.lon[0]), float(d.lon[-1]))
            print(d.LABELS.dtype, sorted(set(np.unique(d.LABELS)) | {0}) [0], d.LABELS.attrs['flag_meanings'], list(map(int, d.LABELS.attrs['flag_values'])))
            print(d.TMQ.attrs['units'], d.PSL.attrs['units'], d.PSL.dtype, bool(np.isfinite(d.PSL).all()), parts[0].attrs['Conventions'], parts[0].attrs['seed'])
            print(parts[0].attrs['comment'])
            """, folder.Path);
        Assert.Equal(
            [
                "7 36 60 1999-01-03 06:00:00 noleap", "-90.0 90.0 0.0 354.0", "int8 0 background tropical_cyclone atmospheric_river [0, 1, 2]",
                "kg m-2 Pa float32 True CF-1.8 5", SyntheticSourceConfig.Notice,
            ],
            seen.Split('\n').Select(l => l.Trim()));
    }

    [Fact]
    public void Ncdump_reads_the_header_as_a_64_bit_offset_file_with_a_record_dimension()
    {
        using var folder = new TemporaryFolder();
        string seen = Referee.Run("""
            import sys, shutil, subprocess
            if not shutil.which('ncdump'): print('ModuleNotFoundError ncdump', file=sys.stderr); sys.exit(1)
            run = lambda o: subprocess.run(['ncdump', o, sys.argv[1]], check=True, capture_output=True, text=True).stdout
            print(run('-k') + run('-h'))
            """, Write(folder.Path)[0]);
        Assert.StartsWith("64-bit offset", seen);
        foreach (string line in new[] { "time = UNLIMITED ; // (3 currently)", "lat = 36 ;", "lon = 60 ;", "byte LABELS(time, lat, lon) ;", "LABELS:flag_values = 0b, 1b, 2b ;",
            "time:units = \"days since 1999-01-01 00:00:00\" ;", "time:calendar = \"noleap\" ;", "float PRECT(time, lat, lon) ;" })
            Assert.Contains(line, seen);
    }

    [Fact]
    public void The_table_of_storms_agrees_with_the_labels()
    {
        using var folder = new TemporaryFolder();
        var summer = config with { Height = 96, Width = 144, Steps = 4, StepHours = 24 * 80, StepsPerFile = 4 };
        string path = Assert.Single(Write(folder.Path, with: summer));
        string counts = Referee.Run("""
            import sys, netCDF4
            d = netCDF4.Dataset(sys.argv[1])
            print(' '.join(f"{int((d['LABELS'][t] == 1).sum())},{int((d['LABELS'][t] == 2).sum())}" for t in range(len(d['time']))))
            """, path);
        using var table = JsonDocument.Parse(File.ReadAllBytes(folder["storms.json"]));
        var steps = table.RootElement.GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(4, steps.Length);
        foreach (var (step, count) in steps.Zip(counts.Split(' ')))
        {
            int[] cells = [.. count.Split(',').Select(int.Parse)];
            Assert.Equal(step.GetProperty("cyclones").EnumerateArray().Any(c => c.GetProperty("labelled").GetBoolean()), cells[0] > 0);
            Assert.Equal(step.GetProperty("rivers").GetArrayLength() > 0, cells[1] > 0);
        }
    }

    [Fact]
    public void A_cancelled_run_leaves_no_file_under_a_final_name_that_is_not_whole()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var progress = new Stop(source, after: 4);
        Assert.ThrowsAny<OperationCanceledException>(() => SyntheticWeather.Write(config, 5, folder.Path, 1, progress, source.Token));
        Assert.Equal(["synthetic.1999-01-01-00000.nc"], Directory.GetFiles(folder.Path).Select(Path.GetFileName));
    }

    sealed class Stop(CancellationTokenSource source, int after) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Done == after) source.Cancel();
        }
    }
}
