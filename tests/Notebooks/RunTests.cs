using System.Buffers.Binary;
using System.Globalization;
using Rossby.Core;
using Rossby.Notebook;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Notebooks;

[Collection(FinishedRunCollection.Name)]
public sealed class RunTests(FinishedRun finished)
{
    readonly TinyExperiment experiment = finished.Experiment;

    [Fact]
    public void A_run_shows_its_config_provenance_scores_and_curve()
    {
        using var run = Run.Open(experiment.RunFolder);
        Assert.Equal(TinyExperiment.Name, run.Name);
        Assert.Equal(7UL, run.Config.Seed);
        Assert.Equal((7UL, run.Manifest.DataRoot), (run.Provenance.Seed, run.Provenance.DataRoot));
        Assert.StartsWith("mean IoU: ", run.Scores.Summary[0], StringComparison.Ordinal);
        Assert.Equal(run.Config.Train.Epochs, run.Metrics.Validations.Count);
        Assert.Equal(run.Manifest.DataRoot, run.Scores.DataRoot);
    }

    [Fact]
    public void Its_times_are_those_of_the_set_split_by_split()
    {
        using var run = Run.Open(experiment.RunFolder);
        Assert.Equal(run.Manifest.ShardsOf(SplitName.Test).Sum(s => s.Samples), run.Times().Count);
        Assert.Equal(run.Times().Order(), run.Times());
        Assert.Empty(run.Times(SplitName.Train).Intersect(run.Times(SplitName.Test)));
        Assert.Throws<UsageException>(() => run.Times("tset"));
    }

    [Theory]
    [InlineData(SegmentationClass.TropicalCyclone)]
    [InlineData(SegmentationClass.AtmosphericRiver)]
    public void Its_storms_are_the_objects_that_scipy_finds_in_the_masks(byte classIndex)
    {
        using var run = Run.Open(experiment.RunFolder);
        var storms = run.Storms(classIndex);
        string folder = Path.Combine(experiment.RunFolder, "masks");
        var counted = Command.Python(
            """
            import sys, glob, numpy as np, netCDF4
            from scipy import ndimage
            for path in sorted(glob.glob(sys.argv[1] + "/*.nc")):
                masks = netCDF4.Dataset(path)
                rows = np.cos(np.radians(masks["lat"][:]))[:, None]
                for mask in np.ma.filled(masks["mask"][:], -1):
                    labels, count = ndimage.label(mask == int(sys.argv[2]), np.ones((3, 3)))
                    # Across the seam of the global grid.
                    parent = list(range(count + 1))
                    def find(i):
                        while parent[i] != i: i = parent[i]
                        return i
                    h = len(mask)
                    for y in range(h):
                        for z in (y - 1, y, y + 1):
                            if 0 <= z < h and labels[y, 0] and labels[z, -1]: parent[find(labels[y, 0])] = find(labels[z, -1])
                    print(len({find(i) for i in range(1, count + 1)}), int((mask == int(sys.argv[2])).sum()))
            """, folder, classIndex.ToString(CultureInfo.InvariantCulture));
        Assert.True(counted.ExitCode == 0, counted.ToString());
        var ours = run.Times().Select(t => storms.Where(s => s.Time == t).ToList()).Select(s => $"{s.Count} {s.Sum(o => o.Cells)}");
        Assert.Equal(counted.Output.TrimEnd('\n').Split('\n'), ours);
    }

    [Fact]
    public void Maps_and_close_ups_are_pictures()
    {
        using var run = Run.Open(experiment.RunFolder);
        var time = run.Times()[0];
        Assert.InRange(WidthOfPng(run.Map(time)), 200, 4000);
        Assert.NotEqual(run.Map(time), run.Map(time, "PSL"));
        var storm = new Storm(time, SegmentationClass.TropicalCyclone, 20, 359, 1e5, 1);
        Assert.InRange(WidthOfPng(run.CloseUp(storm)), 200, 4000);
        Assert.Throws<UsageException>(() => run.Map(time, "XYZ"));
        Assert.Throws<UsageException>(() => run.Map(new ClimateTime(1850, 1, 1, 0)));
    }

    [Fact]
    public void A_folder_without_a_run_is_missing_input() =>
        Assert.Contains("rossby run", Assert.Throws<InputMissingException>(() => Run.Open(experiment.In("nothing"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_storm_says_what_where_and_when_it_is() => Assert.Equal(
        "2001-09-03T06:00:00 tropical cyclone at 18.3 N 54.2 W, 182,000 km2 in 14 cells",
        new Storm(new ClimateTime(2001, 9, 3, 6 * 3600), SegmentationClass.TropicalCyclone, 18.31, 305.8, 182_345, 14).ToString());

    // PNG 11.2.2: IHDR begins at byte 16 with the width.
    static int WidthOfPng(byte[] png)
    {
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        return BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
    }
}
