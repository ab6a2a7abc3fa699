using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary>The examples run where their input is at hand, and the real rivers in them lie where they lay.</summary>
public sealed class ExampleTests
{
    [Fact]
    public void The_merra2_example_runs_and_labels_the_river_of_12_December_2015_where_it_was()
    {
        SharedFolder.In("data", "merra2");
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string?> { ["TMPDIR"] = folder.Path, ["SLURM_TMPDIR"] = null, ["BB_PATH"] = null };
        // One epoch: what is held here is the data and the plumbing.
        var result = RossbyProgram.Run(folder.Path, environment, "run", RepositoryRoot.In("examples", "merra2-ar.json"), "--set", "train.epochs=1", "--set", "train.threads=1");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("tropical cyclone: absent", result.Output, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(folder.In("runs", "merra2-ar", "figures"), "*2015-12-12T06*.png"));
        var checkedByPython = Command.Python(
            """
            import sys, glob, json, os, h5py, numpy as np, netCDF4
            from scipy import ndimage
            data = os.path.dirname(glob.glob(sys.argv[1] + "/data/*/manifest.json")[0])
            manifest = json.load(open(data + "/manifest.json"))
            transport = [c["name"] for c in manifest["channels"]].index("IVT")
            found = False
            for shard in manifest["shards"]:
                with h5py.File(os.path.join(data, shard["file"])) as f:
                    field, labels, lat, lon = f["climate/data"][..., transport], f["climate/labels_0"][:], f["climate/lat"][:], f["climate/lon"][:]
                    assert np.all(labels[np.isnan(field)] == 255), shard["file"]
                    for label, time in zip(labels, f["climate/time"][:]):
                        moment = netCDF4.num2date(time, manifest["timeUnits"], manifest["calendar"])
                        if (moment.month, moment.day, moment.hour) != (12, 12, 6): continue
                        objects, count = ndimage.label(label == 2, np.ones((3, 3)))
                        largest = 1 + int(np.argmax([np.count_nonzero(objects == i + 1) for i in range(count)]))
                        rows, columns = np.nonzero(objects == largest)
                        assert abs(len(rows) - 945) <= 0.05 * 945, len(rows)
                        phi, lam, weight = np.radians(lat[rows]), np.radians(lon[columns]), np.cos(np.radians(lat[rows]))
                        x, y, z = ((weight * v).sum() for v in (np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)))
                        p0, l0 = np.radians(39.2), np.radians(-144.6)
                        cosine = (x * np.cos(p0) * np.cos(l0) + y * np.cos(p0) * np.sin(l0) + z * np.sin(p0)) / np.sqrt(x * x + y * y + z * z)
                        assert 6371.0 * np.arccos(min(1, cosine)) <= 100, cosine
                        found = True
            assert found
            # No tropical cyclone was there to learn from: none may be predicted.
            masks = glob.glob(sys.argv[1] + "/runs/merra2-ar/masks/*.nc")
            assert masks
            for mask in masks:
                with netCDF4.Dataset(mask) as f: assert not np.any(f["mask"][:] == 1), mask
            """, folder.Path);
        Assert.True(checkedByPython.ExitCode == 0, checkedByPython.ToString());
    }

    [Fact]
    public void Every_config_in_the_repository_is_valid()
    {
        foreach (string config in Directory.EnumerateFiles(RepositoryRoot.In("examples"), "*.json").Append(RepositoryRoot.In("pipeline.json")))
        {
            var result = RossbyProgram.Run(RepositoryRoot.Path, new Dictionary<string, string?>(), "validate", config);
            // Without shared/ beside the clone an example's files are missing, which validate says.
            bool hasFiles = Directory.Exists(RepositoryRoot.In("..", "shared")) || !File.ReadAllText(config).Contains("/shared/", StringComparison.Ordinal);
            Assert.True(result.ExitCode == (hasFiles ? 0 : 66), $"{config}: {result}");
        }
    }
}
