using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>What the command line says of files where they do not tell it themselves; the same for every verb that reads files.</summary>
internal sealed class SourceOptions
{
    readonly Option<string[]> variables = Pairs("--variable", "Variable of a channel where its name does not tell, such as U850=u@850; may be given again", "CHANNEL=VARIABLE");
    readonly Option<string[]> units = Pairs("--units", "Units of a variable whose attribute is missing or wrong; may be given again", "VARIABLE=UNITS");

    readonly Option<string?> time = new("--time-from-name")
    {
        Description = "Where files have no time axis: a pattern of their names such as '*_yyyyMMddHH_*'",
        HelpName = "PATTERN",
    };

    readonly Option<string[]> approximate = new("--allow-approximate")
    {
        Description = "A channel that a near relative may stand in for, such as UBOT by wind at 10 m; may be given again",
        HelpName = "CHANNEL",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>Adds them to a verb.</summary>
    public SourceOptions(Command verb)
    {
        verb.Add(variables);
        verb.Add(units);
        verb.Add(time);
        verb.Add(approximate);
    }

    /// <summary>Channel to variable.</summary>
    public IReadOnlyDictionary<string, string> Variables(ParseResult parsed) => Split("--variable", parsed.GetValue(variables));

    /// <summary>Variable to units.</summary>
    public IReadOnlyDictionary<string, string> Units(ParseResult parsed) => Split("--units", parsed.GetValue(units));

    /// <summary>How a file's name tells its time.</summary>
    public string? TimeFromName(ParseResult parsed) => parsed.GetValue(time);

    /// <summary>Channels that something may stand in for.</summary>
    public IReadOnlyList<string> AllowApproximate(ParseResult parsed) => parsed.GetValue(approximate) ?? [];

    /// <summary>A source of these files.</summary>
    public FilesSourceConfig Of(ParseResult parsed, IReadOnlyList<string> paths) => new()
    {
        Paths = paths, Variables = Variables(parsed), Units = Units(parsed), TimeFromName = TimeFromName(parsed),
        AllowApproximate = AllowApproximate(parsed),
    };

    /// <summary>Ingest's advice names the config's keys; here the command line stands for them.</summary>
    public static string Advise(string message)
    {
        string source = message.Contains("$.ingest.source", StringComparison.Ordinal)
            ? "\n  Here the source's keys are the options --variable CHANNEL=VARIABLE, --units VARIABLE=UNITS, --time-from-name PATTERN and --allow-approximate CHANNEL." : "";
        string labels = message.Contains("$.ingest.labels.", StringComparison.Ordinal) ? "\n  Here a key of the labels is the option --set KEY=VALUE." : "";
        return message + source + labels;
    }

    /// <summary>The names of these options that a command line gives.</summary>
    public IEnumerable<string> Given(ParseResult parsed) => new Option[] { variables, units, time, approximate }.Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name);

    static Option<string[]> Pairs(string name, string description, string help) =>
        new(name) { Description = description, HelpName = help, Arity = ArgumentArity.OneOrMore };

    static Dictionary<string, string> Split(string option, string[]? pairs)
    {
        var all = new Dictionary<string, string>();
        foreach (string pair in pairs ?? [])
        {
            int at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at < 1 || at == pair.Length - 1) throw new UsageException($"{option} {pair}: expected NAME=VALUE");
            all[pair[..at]] = pair[(at + 1)..];
        }
        return all;
    }
}
