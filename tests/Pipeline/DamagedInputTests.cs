using System.Text.Json.Nodes;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

public sealed class DamagedInputTests
{
    // libhdf5 1.10.8 ends the process by a signal on about one in twenty of these; a version that refuses them itself gives the same exit code.
    [Fact]
    public void A_file_that_libhdf5_does_not_survive_is_65_and_named()
    {
        byte[] whole = File.ReadAllBytes(SharedFolder.In("data", "hdf5_filters", "jhdf_test_scalar_empty_datasets_latest.hdf5"));
        using var experiment = new TinyExperiment();
        experiment.Config["ingest"]!["source"] = new JsonObject { ["kind"] = "files", ["paths"] = new JsonArray("damaged-*.h5") };
        experiment.WriteConfig();
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            byte[] damaged = (byte[])whole.Clone();
            for (int flips = random.Next(1, 9); flips > 0; flips--) damaged[random.Next(random.Next(2) == 0 ? 4096 : damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(experiment.In($"damaged-{seed:d3}.h5"), damaged);
        }
        var result = experiment.Rossby("ingest", "pipeline.json");
        Assert.True(result.ExitCode == ExitCode.BadData, result.ToString());
        Assert.Matches(@"damaged-\d{3}\.h5: ", result.Error);
    }
}
