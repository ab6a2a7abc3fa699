using System.Text;
using System.Text.Json;

namespace Rossby.Core;

/// <summary>
/// Reads <c>pipeline.json</c>: JSON with comments and trailing commas, held against the schema and against what the sections ask of each other.
/// </summary>
public static class ConfigFile
{
    /// <summary>Reads and checks a config; all that is wrong with it is reported together.</summary>
    /// <param name="path">The file; the <c>-</c> of standard input is not taken, since input paths are relative to the file.</param>
    /// <param name="overrides"><c>PATH=VALUE</c> each, applied in order and checked like the file's own values.</param>
    /// <exception cref="InputMissingException">There is no such file, or it cannot be opened.</exception>
    /// <exception cref="ConfigException">It is not JSON, or does not describe an experiment; each finding names file, line and column.</exception>
    /// <exception cref="UsageException">An override is not of the form <c>PATH=VALUE</c>.</exception>
    public static LoadedConfig Load(string path, IEnumerable<string> overrides)
    {
        string[] given = [.. overrides];
        var changes = given.Select(ConfigOverride.Parse).ToList();
        var findings = new ConfigFindings();
        byte[] utf8 = Read(path);
        var root = ConfigParser.ParseFile(path, utf8, findings);
        foreach (var change in changes) change.Apply(root, () => Defaults(path, utf8), findings);
        var config = Build(root, findings);
        return new LoadedConfig(new ConfigPlaces(root))
        {
            Config = config,
            File = path,
            Folder = Path.GetDirectoryName(Path.GetFullPath(path))!,
            Overrides = given,
        };
    }

    /// <summary>A method of labelling by its name, for verbs that take it from the command line; checked like a file's.</summary>
    /// <param name="method">Such as <c>ivt-threshold</c>.</param>
    /// <param name="parameters"><c>NAME=VALUE</c> each; the others have their defaults.</param>
    /// <exception cref="ConfigException">No such method or parameter, or a value out of its range.</exception>
    /// <exception cref="UsageException">A parameter is not of the form <c>NAME=VALUE</c>.</exception>
    public static LabelsConfig Labels(string method, IEnumerable<string> parameters)
    {
        var findings = new ConfigFindings();
        const string rest = """{"name":"label","ingest":{"source":{"kind":"files","paths":["-"]},"channels":["PSL"]}}""";
        var root = ConfigParser.ParseFile("the command line", Encoding.UTF8.GetBytes(rest), findings);
        string[] given = [$"method=\"{method}\"", .. parameters];
        foreach (string parameter in given) ConfigOverride.Parse($"ingest.labels.{parameter}").Apply(root, () => root, findings);
        return Build(root, findings).Ingest.Labels;
    }

    /// <summary>The name that a labelling's method has in a config.</summary>
    public static string MethodOf(LabelsConfig labels) =>
        JsonSerializer.SerializeToElement(labels, PipelineJson.Default.LabelsConfig).GetProperty("method").GetString()!;

    /// <summary>The config as <c>config.json</c> holds it: every default written out.</summary>
    public static string ToJson(PipelineConfig config) => JsonSerializer.Serialize(config, PipelineJson.Default.PipelineConfig) + "\n";

    static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new InputMissingException($"{path}: is a folder; name the file in it, such as {Path.Combine(path, "pipeline.json")}", e);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputMissingException($"{path}: no such file (in {Environment.CurrentDirectory}).", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new InputMissingException($"{path}: cannot be opened: {e.Message}", e);
        }
    }

    static PipelineConfig Build(ConfigNode root, ConfigFindings findings)
    {
        var schema = PipelineSchema.Tree();
        new SchemaCheck(findings, schema).Check(root, schema);
        findings.ThrowIfAny();
        ConfigDefaults.Fill(root);
        var config = JsonSerializer.Deserialize(root.ToUtf8(), PipelineJson.Default.PipelineConfig)!;
        findings.Learn(new ConfigPlaces(root));
        PipelineRules.Check(config, findings);
        findings.ThrowIfAny();
        return config;
    }

    // The file with its defaults, for overrides inside a section that it leaves out.
    static ConfigNode Defaults(string path, byte[] utf8)
    {
        var root = ConfigParser.ParseFile(path, utf8, new ConfigFindings());
        ConfigDefaults.Fill(root);
        return root;
    }
}
