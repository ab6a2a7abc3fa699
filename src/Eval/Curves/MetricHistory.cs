using System.Text.Json;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The training curve: what <c>metrics.jsonl</c> holds, in order of steps.</summary>
public sealed record MetricHistory
{
    /// <summary>Training steps.</summary>
    public required IReadOnlyList<StepPoint> Steps { get; init; }

    /// <summary>Validations.</summary>
    public required IReadOnlyList<ValidationPoint> Validations { get; init; }

    /// <summary>Reads the lines of a run. After a resume a step may stand twice: the later one counts. A last line cut short by a kill is left out.</summary>
    /// <exception cref="InputMissingException">There is no such file.</exception>
    public static MetricHistory Read(string path)
    {
        if (!File.Exists(path)) throw new InputMissingException($"{path}: no metrics there. Train first.");
        var steps = new SortedDictionary<long, StepPoint>();
        var validations = new SortedDictionary<long, ValidationPoint>();
        foreach (string line in File.ReadLines(path))
        {
            try
            {
                using var document = JsonDocument.Parse(line);
                var root = document.RootElement;
                long step = root.GetProperty("step").GetInt64();
                double? loss = Number(root, "loss");
                switch (root.GetProperty("kind").GetString())
                {
                    case "step":
                        steps[step] = new StepPoint(step, loss, Number(root, "learningRate"));
                        break;
                    case "validation":
                        double?[] iou = root.TryGetProperty("iou", out var values) && values.ValueKind == JsonValueKind.Array
                            ? [.. values.EnumerateArray().Select(Number)] : [];
                        validations[step] = new ValidationPoint(step, loss, Number(root, "meanIou"), iou);
                        break;
                }
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                // One damaged line costs one point of a curve, never the report.
            }
        }
        return new MetricHistory { Steps = [.. steps.Values], Validations = [.. validations.Values] };
    }

    static double? Number(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? Number(value) : null;

    static double? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && double.IsFinite(number) ? number : null;
}
