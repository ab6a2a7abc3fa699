using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary><c>label</c> and <c>label compare</c> on real fields, checked by netCDF4 and numpy.</summary>
public sealed class LabelTests
{
    static CommandResult Label(string folder, params IEnumerable<string> arguments) => RossbyProgram.Run(folder, new Dictionary<string, string?>(), ["label", .. arguments]);

    [Fact]
    public void Masks_stand_on_the_sources_grid_with_method_and_parameters_and_two_labellings_compare_as_numpy_counts_them()
    {
        using var folder = new TemporaryFolder();
        string files = SharedFolder.In("data", "merra2") + "/*_sliced.nc";
        string[] given = [files, "--method", "ivt-threshold", "--units", "IVT=kg m-1 s-1"];
        var first = Label(folder.Path, [.. given, "-o", "a"]);
        Assert.True(first.ExitCode == 0, first.ToString());
        Assert.Equal(4, first.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(0, Label(folder.Path, [.. given, "-o", "b", "--set", "thresholdKgPerMetreSecond=400"]).ExitCode);
        var compared = Label(folder.Path, "compare", "a", "b", "--map", "map.png");
        Assert.True(compared.ExitCode == 0, compared.ToString());
        var expected = Command.Python(
            """
            import sys, glob, csv, numpy as np, netCDF4
            def masks(folder):
                return [netCDF4.Dataset(f) for f in sorted(glob.glob(f"{sys.argv[1]}/{folder}/*.labels.nc"))]
            def moments(f):
                return [str(t) for t in netCDF4.num2date(f["time"][:], f["time"].units, "standard")]
            for mask, source in zip(masks("a"), sorted(glob.glob(sys.argv[2]))):
                s = netCDF4.Dataset(source)
                assert mask.method == "ivt-threshold" and mask.parameter_thresholdKgPerMetreSecond == "250" and mask.method_version == "1"
                assert np.array_equal(mask["lat"][:], s["lat"][:]) and np.array_equal(mask["lon"][:], s["lon"][:]) and moments(mask) == moments(s)
                ivt = np.ma.filled(s["IVT"][:].astype(float), np.nan)
                m = mask["mask"][:]
                assert np.array_equal(np.ma.getmaskarray(m), np.isnan(ivt)) and np.all(ivt[np.ma.filled(m == 2, False)] >= 250)
            a, b = (np.ma.concatenate([m["mask"][:] for m in masks(k)]) for k in "ab")
            both = ~np.ma.getmaskarray(a) & ~np.ma.getmaskarray(b)
            print(f"{np.sum(both & (a == 2) & (b == 2)) / np.sum(both & ((a == 2) | (b == 2))):.3f}")
            rows = list(csv.DictReader(open(f"{sys.argv[1]}/a/objects.csv")))
            print(len(rows), sum(int(r["cells"]) for r in rows) == int(np.sum(a == 2)))
            # Areas of cells between the midpoints of latitudes.
            lat = masks("a")[0]["lat"][:]
            edges = np.radians(np.concatenate([[1.5 * lat[0] - 0.5 * lat[1]], (lat[1:] + lat[:-1]) / 2, [1.5 * lat[-1] - 0.5 * lat[-2]]]))
            area = np.broadcast_to(np.diff(np.sin(edges))[None, :, None], a.shape)
            print(f"{100 * area[np.ma.getmaskarray(a)].sum() / area.sum():.3f}".rstrip("0"))
            """, folder.Path, files);
        Assert.True(expected.ExitCode == 0, expected.ToString());
        string[] lines = expected.Output.Split('\n');
        Assert.Matches($@"(?m)^atmospheric river +{lines[0]} ", compared.Output);
        Assert.EndsWith("True", lines[1], StringComparison.Ordinal);
        Assert.Contains($"; {lines[2]} % of all area undecided; ", first.Error, StringComparison.Ordinal);
        Assert.Matches($@"(?m)^atmospheric river +{lines[1].Split(' ')[0]} +\d+ ", compared.Output);
        Assert.True(new FileInfo(folder.In("map.png")).Length > 10000);
    }

    [Fact]
    public void Sources_of_one_name_keep_their_masks_apart()
    {
        using var folder = new TemporaryFolder();
        foreach (var (day, name) in new[] { ("20151203", "one/day.nc"), ("20151212", "two/day.nc") })
        {
            Directory.CreateDirectory(folder.In(name[..3]));
            File.Copy(SharedFolder.In("data", "merra2", $"MERRA2_400.inst3_3d_asm_Np.{day}_sliced.nc"), folder.In(name));
        }
        var two = Label(folder.Path, "one/day.nc", "two/day.nc", "--method", "ivt-threshold", "--units", "IVT=kg m-1 s-1", "-o", "a");
        Assert.Equal(["a/day.labels.nc", "a/day_2.labels.nc", "a/objects.jsonl", "a/objects.csv"], two.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_config_labels_its_own_files_and_mistakes_say_what_to_do()
    {
        SharedFolder.In("data", "merra2");
        using var folder = new TemporaryFolder();
        var own = Label(folder.Path, RepositoryRoot.In("examples", "merra2-ar.json"), "-o", "a");
        Assert.True(own.ExitCode == 0, own.ToString());
        string cmip = SharedFolder.In("data", "cmip6", "tas_day_CESM2-WACCM_noleap.nc");
        var lacking = Label(folder.Path, cmip, "--method", "ivt-threshold", "-o", "b");
        Assert.Equal(65, lacking.ExitCode);
        Assert.Contains("need IVT", lacking.Error, StringComparison.Ordinal);
        Assert.Contains("--variable CHANNEL=VARIABLE", lacking.Error, StringComparison.Ordinal);
        var unknown = Label(folder.Path, cmip, "--method", "ivt", "-o", "b");
        Assert.Equal(78, unknown.ExitCode);
        Assert.Contains("expected one of 'variable', 'ivt-threshold'", unknown.Error, StringComparison.Ordinal);
        Assert.Equal(2, Label(folder.Path, cmip, "-o", "b").ExitCode);
        var ignored = Label(folder.Path, RepositoryRoot.In("examples", "merra2-ar.json"), "-o", "b", "--units", "IVT=kg m-1 s-1");
        Assert.Equal(2, ignored.ExitCode);
        Assert.StartsWith("rossby: error: --units: ", ignored.Error, StringComparison.Ordinal);
        var parts = Label(folder.Path, cmip, "--method", "combine", "-o", "b");
        Assert.Equal(78, parts.ExitCode);
        Assert.Contains("--set ingest.labels.method=\"combine\": $.ingest.labels.tropicalCyclones: missing", parts.Error, StringComparison.Ordinal);
        var regional = Label(folder.Path, SharedFolder.In("data", "merra2") + "/*_sliced.nc", "--method", "bard-ar", "--units", "IVT=kg m-1 s-1", "-o", "b");
        Assert.Equal(65, regional.ExitCode);
        Assert.Contains("--set KEY=VALUE", regional.Error, StringComparison.Ordinal);
        Assert.Equal(65, Label(folder.Path, "compare", "a", cmip).ExitCode);
        Assert.False(Directory.Exists(folder.In("b")));
    }
}
