using Rossby.Core;
using Rossby.Hdf5;
using Rossby.Ingest;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

public class IngestStageTests
{
    [Theory]
    [InlineData("time", "lat", "lon", NetCdfWriteFormat.NetCdf4)]
    [InlineData("time", "lat", "lon", NetCdfWriteFormat.Offset64)]
    [InlineData("time", "lon", "lat", NetCdfWriteFormat.NetCdf4)]
    [InlineData("lat", "lon", "time", NetCdfWriteFormat.Offset64)]
    public void Values_and_labels_stand_at_their_coordinates_in_any_order_of_dimensions(string a, string b, string c, NetCdfWriteFormat format)
    {
        using var folder = new TemporaryFolder();
        new WrittenSource { Dimensions = [a, b, c], Format = format }.Write(folder["x.nc"]);
        var manifest = Ingested.Run(WrittenSource.Config("x.nc"), folder.Path);
        Assert.Equal(("days since 2001-01-01", "noleap"), (manifest.TimeUnits, manifest.Calendar));
        Assert.Equal("slp, from hPa by x 100", manifest.Channels[0].Origin);
        int samples = 0;
        foreach (var shard in manifest.Shards)
        {
            using var file = H5File.Open(Path.Combine(folder.Path, "data", shard.File));
            using var data = file.OpenDataset("climate/data");
            using var labels = file.OpenDataset("climate/labels_0");
            float[] values = new float[data.Length];
            byte[] classes = new byte[labels.Length];
            data.Read<float>(values);
            labels.Read<byte>(classes);
            for (int i = 0; i < values.Length; i++)
            {
                int step = (int)(shard.Times[i / 288] * 2);
                double latitude = manifest.LatitudeDeg[i / 24 % 12], longitude = manifest.LongitudeDeg[i % 24];
                Assert.Equal(WrittenSource.Pressure(step, latitude, longitude), values[i], 0.02f); // hPa were rounded to float32 in the file
                Assert.Equal(WrittenSource.Label(step, latitude, longitude), classes[i]);
            }
            samples += shard.Samples;
        }
        Assert.Equal(samples, manifest.Shards.Sum(s => s.Samples));
        Assert.Equal(0, manifest.LongitudeDeg[0]);
        Assert.Equal(1.0 / 12, manifest.Labellings[0].IgnoredShare, 1e-12);
        Assert.False(manifest.Labellings[0].IsRuleBased);
    }

    [Fact]
    public void The_same_source_gives_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"]);
        var roots = Enumerable.Range(0, 3).Select(i =>
        {
            if (i > 0) File.Delete(folder["data/manifest.json"]);
            return Ingested.Run(WrittenSource.Config("x.nc"), folder.Path).DataRoot;
        }).ToArray();
        Assert.Single(roots.Distinct());
        Assert.Equal(["labels_0.objects.jsonl", "lock", "manifest.json", "shards"], Directory.EnumerateFileSystemEntries(folder["data"]).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(ElementType.Float16, 1.0 / 2048)]
    [InlineData(ElementType.BFloat16, 1.0 / 256)]
    public void Halves_hold_normalised_values_that_h5py_reads_back(ElementType type, double precision)
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"], packed: true);
        var config = WrittenSource.Config("x.nc");
        var full = Ingested.Run(config, folder.Path);
        float[] exact = First(folder, full);
        File.Delete(folder["data/manifest.json"]);
        var manifest = Ingested.Run(config with { Shards = config.Shards with { Type = type } }, folder.Path);
        Assert.Equal(full.Channels[0].Mean, manifest.Channels[0].Mean);
        float[] stored = First(folder, manifest);
        Assert.Equal(288, stored.Length);
        for (int i = 0; i < stored.Length; i++)
        {
            if (float.IsNaN(exact[i])) Assert.True(float.IsNaN(stored[i]));
            else Assert.Equal((exact[i] - full.Channels[0].Mean) / full.Channels[0].StandardDeviation, stored[i], precision * (1 + Math.Abs(stored[i])));
        }
        Assert.Single(exact, float.IsNaN);
        Assert.Equal(1.0 / (288 * full.Shards.Sum(s => s.Samples)), full.Channels[0].MissingShare, 1e-12);
        if (type == ElementType.Float16)
            Assert.Equal("float16 True", Referee.Run("""
                import sys, h5py, numpy as np
                d = h5py.File(sys.argv[1])['climate/data']
                print(d.dtype, abs(np.nanmean(d[0, ..., 0] * d.attrs['std'][0] + d.attrs['mean'][0]) - 101000) < 500)
                """, folder["data/shards/train-0000.h5"]));
    }

    static float[] First(TemporaryFolder folder, Manifest manifest)
    {
        using var file = H5File.Open(Path.Combine(folder.Path, "data", manifest.Shards[0].File));
        using var data = file.OpenDataset("climate/data");
        float[] values = new float[288];
        data.Read<float>(values, [0, 0, 0, 0], [1, 12, 24, 1]);
        return values;
    }

    [Fact]
    public void Means_stand_at_the_middle_of_their_bounds()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"], mean: true);
        using var mean = SampleSource.Open(new FilesSourceConfig { Paths = ["x.nc"] }, folder.Path, ["PSL"], TestContext.Current.CancellationToken);
        Assert.Equal("2000-12-31T18:00:00", mean.Times[0].ToString());
        Assert.Equal(-0.25, mean.TimeValues[0]);
    }

    [Fact]
    public void A_label_that_is_no_class_is_named_with_its_place()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"], badLabel: 7);
        var error = Assert.Throws<DataException>(() => Ingested.Run(WrittenSource.Config("x.nc"), folder.Path));
        Assert.Contains($"{folder["x.nc"]}: LABELS holds 7 at 2001-01-01T00:00:00, latitude 22.5, longitude 240", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public void Calendars_are_not_mixed()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["a.nc"]);
        new WrittenSource().Write(folder["b.nc"], calendar: "360_day");
        new WrittenSource().Write(folder["c d.nc"], calendar: "360_day");
        string a = folder["a.nc"], b = folder["b.nc"], c = folder["c d.nc"];
        string Refused(string paths) => Assert.Throws<DataException>(() => Ingested.Run(WrittenSource.Config(paths), folder.Path)).Message;
        Assert.Equal($"calendars are never mixed, and the files count time in 2: 360_day in {b}, {c}; noleap in {a}. Make a set of each ($.ingest.source.paths), or, if only the dates matter, "
            + $"all of which are in 360_day too, put copies in the others' place: cdo setcalendar,360_day {a} {folder["a_360_day.nc"]}", Refused("*.nc"));
        // The 31st of a month is no day of 360_day, nor is 30 February one of another.
        new WrittenSource { FirstDay = "2001-01-30" }.Write(a);
        Assert.Contains($"all of which are in noleap too, put copies in the others' place: cdo setcalendar,365_day {b} {folder["b_365_day.nc"]}; cdo setcalendar,365_day '{c}' '{folder["c d_365_day.nc"]}'", Refused("*.nc"), StringComparison.Ordinal);
        new WrittenSource { FirstDay = "2001-02-29" }.Write(b, calendar: "360_day");
        Assert.EndsWith($": no one of them has all dates ({b} holds 2001-02-29)", Refused("*.nc"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_time_has_all_channels_each_files_times_are_told()
    {
        using var folder = new TemporaryFolder();
        var (early, late) = (folder["early.nc"], folder["late.nc"]);
        new WrittenSource().Write(early);
        new WrittenSource { FirstDay = "2001-03-01", Variable = "TMQ", Units = "kg m-2" }.Write(late);
        new WrittenSource { FirstDay = "2001-05-01", Variable = "TMQ", Units = "kg m-2" }.Write(folder["later.nc"]);
        var error = Assert.Throws<DataException>(() => Ingested.Run(WrittenSource.Config("*.nc") with { Channels = ["PSL", "TMQ"], Labels = new NoLabelsConfig() }, folder.Path));
        Assert.Equal($"no time has all channels:\n  PSL: 20 times from 2001-01-01T00:00:00 to 2001-01-10T12:00:00 in {early}\n"
            + $"  TMQ: 20 times from 2001-03-01T00:00:00 to 2001-03-10T12:00:00 in {late}; 20 times from 2001-05-01T00:00:00 to 2001-05-10T12:00:00 in {folder["later.nc"]}\n"
            + "  PSL and TMQ have none in common", error.Message);
    }

    [Fact]
    public void Cancelling_keeps_whole_shards_and_the_next_try_makes_only_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"]);
        using var stop = new CancellationTokenSource();
        var progress = new StopAfter(stop, 6);
        Assert.ThrowsAny<OperationCanceledException>(() => Ingested.Run(WrittenSource.Config("x.nc"), folder.Path, folder.Path, progress, stop.Token));
        Assert.Equal(("write shards", "samples"), (progress.Last.Activity, progress.Last.Unit));
        Assert.False(File.Exists(folder["data/manifest.json"]));
        Assert.Empty(Directory.EnumerateFiles(folder["data"], "*.partial*", SearchOption.AllDirectories));
        var kept = Directory.EnumerateFiles(folder["data/shards"]).ToDictionary(f => f, File.GetLastWriteTimeUtc);
        Assert.Equal(["train-0000.h5"], kept.Keys.Select(Path.GetFileName));
        var resumed = Ingested.Run(WrittenSource.Config("x.nc"), folder.Path);
        Assert.All(kept, f => Assert.Equal(f.Value, File.GetLastWriteTimeUtc(f.Key)));
        Assert.False(Directory.Exists(folder["data/work"]));
        Assert.Equal(Ingested.Run(WrittenSource.Config("x.nc"), folder["undisturbed"], folder.Path).DataRoot, resumed.DataRoot);
    }

    sealed class StopAfter(CancellationTokenSource stop, int samples) : IProgress<StageProgress>
    {
        internal StageProgress Last { get; private set; }

        public void Report(StageProgress value)
        {
            Last = value;
            if (value.Done == samples) stop.Cancel();
        }
    }

    [Theory]
    [InlineData(NetCdfWriteFormat.Offset64, "slp")]
    [InlineData(NetCdfWriteFormat.NetCdf4, "PSL")]
    public void A_file_cut_short_is_refused_with_file_and_variable(NetCdfWriteFormat format, string variable)
    {
        using var folder = new TemporaryFolder();
        new WrittenSource { Format = format }.Write(folder["x.nc"]);
        byte[] whole = File.ReadAllBytes(folder["x.nc"]);
        File.WriteAllBytes(folder["x.nc"], whole[..(whole.Length / 2)]);
        var error = Assert.Throws<DataException>(() => Ingested.Run(WrittenSource.Config("x.nc"), folder.Path));
        Assert.Contains(folder["x.nc"], error.Message, StringComparison.Ordinal);
        Assert.Contains(variable, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public void A_disk_too_small_is_found_out_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"]);
        using var disk = new FullDisk();
        File.WriteAllBytes(disk["ballast"], new byte[900 << 10]);
        var error = Assert.Throws<StorageException>(() => Ingested.Run(WrittenSource.Config("x.nc"), Path.GetDirectoryName(disk["ballast"])!, folder.Path));
        Assert.Matches(@"no space for the shards: \d+ bytes are needed, \d+ are free", error.Message);
        Assert.False(Directory.Exists(disk["data/shards"]));
    }

    [Fact]
    public void A_file_that_is_not_there_is_missing_input()
    {
        using var folder = new TemporaryFolder();
        var error = Assert.Throws<InputMissingException>(() => Ingested.Run(WrittenSource.Config("none.nc"), folder.Path));
        Assert.Contains(folder["none.nc"], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_channel_that_is_not_there_is_named_with_what_is()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"]);
        var error = Assert.Throws<DataException>(() =>
            SampleSource.Open(new FilesSourceConfig { Paths = ["x.nc"] }, folder.Path, ["PSL", "TMQ"], TestContext.Current.CancellationToken));
        Assert.Contains($"channel TMQ was not found under a known name in {folder["x.nc"]} (has ", error.Message, StringComparison.Ordinal);
        Assert.Contains("slp(time=20, lat=12, lon=24)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_matched_by_time_and_times_that_lack_a_channel_are_left_out_and_said()
    {
        using var folder = new TemporaryFolder();
        var source = new WrittenSource();
        source.Write(folder["x.nc"]);
        using (var file = NetCdfWriter.Create(folder["y.nc"]))
        {
            foreach (var (name, units, values) in new (string, string, double[])[]
            {
                ("time", "hours since 2001-01-03", [36, 24, 0]), ("lat", "degrees_north", source.Latitudes), ("lon", "degrees_east", source.Longitudes),
            })
            {
                file.DefineDimension(name, values.Length);
                file.DefineVariable(name, NetCdfType.Double, [name]);
                file.SetAttribute(name, "units", units);
            }
            file.SetAttribute("time", "calendar", "365_day");
            file.DefineVariable("TQV", NetCdfType.Float, ["time", "lat", "lon"]);
            file.SetAttribute("TQV", "units", "kg m-2");
            file.Write<double>("time", [36, 24, 0], [0], [3]);
            file.Write<double>("lat", source.Latitudes, [0], [12]);
            file.Write<double>("lon", source.Longitudes, [0], [24]);
            file.Write<float>("TQV", [.. Enumerable.Range(0, 3 * 288).Select(i => (float)(i / 288))], [0, 0, 0], [3, 12, 24]);
            file.Commit();
        }
        using var both = SampleSource.Open(new FilesSourceConfig { Paths = ["*.nc"] }, folder.Path, ["TMQ", "PSL"], TestContext.Current.CancellationToken);
        Assert.Equal(["2001-01-03T00:00:00", "2001-01-04T00:00:00", "2001-01-04T12:00:00"], both.Times.Select(t => t.ToString()));
        float[] hwc = new float[288 * 2];
        for (int i = 0; i < 3; i++)
        {
            both.Read(i, hwc);
            Assert.Equal(2 - i, hwc[0]);
            Assert.Equal(WrittenSource.Pressure(new[] { 4, 6, 7 }[i], both.Grid.LatitudeDeg[0], 0), hwc[1], 0.02f); // hPa were rounded to float32 in the file
        }
        Assert.Equal("17 of 20 times lack a channel and were left out; the first, 2001-01-01T00:00:00, lacks TMQ", Assert.Single(both.Notes));
        Assert.Equal([1, 1, 1], both.FileOf);
    }
}
