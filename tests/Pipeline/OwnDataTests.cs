using System.Text.RegularExpressions;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>The three worked cases of the README, word for word but for the paths, where their files are at hand; what they make is read by other programs.</summary>
public sealed partial class OwnDataTests
{
    [Fact]
    public void Era5() => Run("ERA5", SharedFolder.In("data", "era5_20251201") + "/*_2.5x2.5.nc",
        """
        names = [c["name"] for c in manifest["channels"]]
        assert names == ["PSL", "U850", "V850", "VORT850"], names
        era = netCDF4.Dataset(glob.glob(files)[0].rsplit("/", 1)[0] + "/era5_msl_2025120100_2.5x2.5.nc")
        assert np.array_equal(data[0, ..., 0], era["msl"][::-1])
        # Vorticity on the sphere by numpy, of the winds as the shard has them.
        lat, step, u, v = np.radians(np.arange(-90, 90.1, 2.5)), np.radians(2.5), data[0, ..., 1].astype(float), data[0, ..., 2].astype(float)
        scale = 6371e3 * np.cos(lat)[1:-1, None]
        zeta = (np.roll(v, -1, 1) - np.roll(v, 1, 1))[1:-1] / (2 * step * scale) - np.gradient(u * np.cos(lat)[:, None], lat, axis=0)[1:-1] / scale
        assert np.abs(zeta - data[0, 1:-1, :, 3]).max() < 1e-9, np.abs(zeta - data[0, 1:-1, :, 3]).max()
        """);

    [Fact]
    public void Cmip6() => Run("CMIP6", SharedFolder.In("data", "cmip6", "tas_day_CESM2-WACCM_noleap.nc"),
        """
        assert manifest["calendar"] == "noleap" and "whole years" in manifest["splitDescription"]
        c = netCDF4.Dataset(files)
        days = {round(float(t), 6): v for t, v in zip(c["time_bnds"][:].mean(1), c["tas"][:])}
        assert all(np.array_equal(days[round(float(t), 6)], v) for t, v in zip(times, data[..., 0]))
        """);

    [Fact]
    public void ClimateNet()
    {
        using var folder = new TemporaryFolder();
        // Three files in ClimateNet's own form (its names, dimensions and variables), on a small grid.
        var made = Command.Python(
            """
            import sys, numpy as np, xarray
            lat, lon, rng = np.linspace(-90, 90, 24), np.arange(36) * 10.0, np.random.default_rng(1)
            noise = lambda scale: rng.normal(0, scale, (1, 24, 36)).astype("f4")
            zonal = lambda f: np.broadcast_to(f(np.radians(lat))[None, :, None], (1, 24, 36)).astype("f4")
            for year in (1996, 2003, 2011):
                tmq = (zonal(lambda p: 45 * np.cos(p) ** 3) + 3 + np.abs(noise(3))).clip(0.1)
                u = zonal(lambda p: 12 * np.sin(2 * p) ** 2 - 5 * np.cos(p) ** 6) + noise(4)
                labels = rng.choice(3, (1, 24, 36), p=[0.93, 0.01, 0.06]).astype("i8")
                d = {"TMQ": (tmq, "kg/m2"), "U850": (u, "m/s"), "V850": (noise(5), "m/s"), "PSL": (101000 + noise(1200), "Pa")}
                v = {k: (("time", "lat", "lon"), x, {"units": units}) for k, (x, units) in d.items()} | {"LABELS": (("time", "lat", "lon"), labels)}
                time = xarray.DataArray(np.array([f"{year}-06-01T00"], "datetime64[ns]"), dims="time")
                xarray.Dataset(v, {"time": time, "lat": ("lat", lat, {"units": "degrees_north"}), "lon": ("lon", lon, {"units": "degrees_east"})}).to_netcdf(f"{sys.argv[1]}/data-{year}-06-01-01-1.nc")
            """, folder.Path);
        Assert.True(made.ExitCode == 0, made.ToString());
        Run("ClimateNet", folder.In("*.nc"),
            """
            by_year = {int(f.rsplit("data-", 1)[1][:4]): netCDF4.Dataset(f) for f in glob.glob(files)}
            assert [s["split"] for s in manifest["shards"]] == ["train", "test"], manifest["shards"]
            assert np.array_equal(labels[0], by_year[1996]["LABELS"][0]) and np.array_equal(labels[-1], by_year[2011]["LABELS"][0])
            assert np.array_equal(data[1, ..., 0], by_year[2003]["TMQ"][0])
            """);
    }

    // The case's JSON is the fenced block under its heading; the check sees manifest, times, data and labels of all shards in order.
    static void Run(string heading, string files, string check)
    {
        string readme = File.ReadAllText(RepositoryRoot.In("README.md"));
        var block = Block().Matches(readme[readme.IndexOf($"### {heading}", StringComparison.Ordinal)..])[0].Groups[1].Value;
        block = Paths().Replace(block, $"\"paths\": [\"{files}\"]");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("case.json"), $$"""{ "name": "case", {{block}}, "model": { "architecture": "deeplabv3plus-resnet50" }, "eval": { "split": "train" } }""");
        var result = RossbyProgram.Run(folder.Path, new Dictionary<string, string?>(), "ingest", "case.json");
        Assert.True(result.ExitCode == 0, result.ToString());
        var checkedByPython = Command.Python(
            $"""
            import sys, glob, json, os, h5py, numpy as np, netCDF4
            folder, files = os.path.dirname(glob.glob(sys.argv[1] + "/data/*/manifest.json")[0]), sys.argv[2]
            manifest = json.load(open(folder + "/manifest.json"))
            shards = [h5py.File(os.path.join(folder, s["file"])) for s in manifest["shards"]]
            data, labels, times = (np.concatenate([s["climate/" + k][:] for s in shards]) for k in ("data", "labels_0", "time"))
            {check}
            """, folder.Path, files);
        Assert.True(checkedByPython.ExitCode == 0, checkedByPython.ToString());
    }

    [GeneratedRegex(@"```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("\"paths\": \\[[^\\]]*\\]")]
    private static partial Regex Paths();
}
