using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby label compare</c>: how two labellings agree.</summary>
internal static class LabelCompareVerb
{
    public static Command Create(StopSignals signals)
    {
        var a = new Argument<string>("A") { Description = "A folder that 'label' wrote, or a file or glob with masks" };
        var b = new Argument<string>("B") { Description = "The other one" };
        var map = new Option<string?>("--map") { Description = "Also draw where they agree, at the time with most storm cells, as PNG", HelpName = "PNG" };
        Option<string?> variableA = Variable("--variable-a", "A"), variableB = Variable("--variable-b", "B"), asA = As("--as-a", "A"), asB = As("--as-b", "B");
        var verb = new Command("compare", "Say how far two labellings of the same times agree: cells, areas and storms.") { a, b, map, variableA, variableB, asA, asB };
        verb.SetAction(parsed =>
        {
            using var first = new LabelFiles(parsed.GetRequiredValue(a), parsed.GetValue(variableA), Class(parsed.GetValue(asA)), signals.Token);
            using var second = new LabelFiles(parsed.GetRequiredValue(b), parsed.GetValue(variableB), Class(parsed.GetValue(asB)), signals.Token);
            var comparison = new LabelComparison(first, second);
            var agreement = comparison.Run(signals.Token);
            foreach (string line in comparison.Lines(agreement)) Terminal.Result(line);
            if (parsed.GetValue(map) is not { } path) return ExitCode.Done;
            comparison.Map().Save(path);
            Terminal.Say($"map: {path}");
            return ExitCode.Done;
        });
        return verb;
    }

    static Option<string?> Variable(string name, string which) =>
        new(name) { Description = $"The variable of {which} that holds classes [default: mask, label or LABELS]", HelpName = "VARIABLE" };

    static Option<string?> As(string name, string which)
    {
        var option = new Option<string?>(name) { Description = $"What 1 stands for where {which} holds 0 and 1 only: tc or ar", HelpName = "CLASS" };
        option.AcceptOnlyFromAmong("tc", "ar");
        return option;
    }

    static byte? Class(string? name) => name switch
    {
        "tc" => SegmentationClass.TropicalCyclone,
        "ar" => SegmentationClass.AtmosphericRiver,
        _ => null,
    };
}
