using System.Text.Json;
using Rossby.Tests.Support;

namespace Rossby.Tests.Native;

/// <summary>One JSON of shared/golden, or of the folder that ROSSBY_GOLDEN names: what a published network computes.</summary>
sealed class GoldenFile(JsonElement root)
{
    // Files of other seeds and sizes can be tried without putting them beside the published ones.
    static readonly string? elsewhere = Environment.GetEnvironmentVariable("ROSSBY_GOLDEN");

    public static GoldenFile Open(string name) => Read(elsewhere is null ? SharedFolder.In("golden", name) : Path.Combine(elsewhere, name));

    public static GoldenFile Read(string path) => new(JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    /// <summary>The files' names; one that does not exist where there are none, so that the test skips by asking for it.</summary>
    public static string[] Names()
    {
        string folder = elsewhere ?? Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", "golden"));
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)] : ["*.json"];
    }

    public string Model => root.GetProperty("model").GetString()!;

    public string Seed => root.GetProperty("seed").GetString()!;

    public long[] InputShape => [.. root.GetProperty("input").EnumerateArray().Select(e => e.GetInt64())];

    public long ParameterCount => root.GetProperty("parameter_count").GetInt64();

    public IEnumerable<(string Name, long[] Shape)> Shapes(string of) =>
        root.GetProperty(of).EnumerateObject().Select(p => (p.Name, p.Value.EnumerateArray().Select(e => e.GetInt64()).ToArray()));

    public GoldenLogits Logits(string pass) => GoldenLogits.Of(root.GetProperty(pass).GetProperty("logits"));

    public double Loss(string pass) => root.GetProperty(pass).GetProperty("loss").GetDouble();

    public double EvalIou => root.GetProperty("eval").GetProperty("deepcam_iou").GetDouble();

    public IEnumerable<(string Name, double Norm)> GradientNorms =>
        root.GetProperty("train").GetProperty("grad_l2").EnumerateObject().Select(p => (p.Name, p.Value.GetDouble()));

    public string Optimizer => root.GetProperty("steps").GetProperty("optimizer").GetString()!;

    public double[] StepLosses => [.. root.GetProperty("steps").GetProperty("loss").EnumerateArray().Select(e => e.GetDouble())];
}
