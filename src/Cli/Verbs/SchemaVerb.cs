using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby schema</c>: what editors check a pipeline.json against.</summary>
internal static class SchemaVerb
{
    public static Command Create()
    {
        var verb = new Command("schema", "Print the JSON schema of pipeline.json, as committed in pipeline.schema.json.");
        verb.SetAction(_ =>
        {
            Terminal.Result(PipelineSchema.Json().TrimEnd('\n'));
            return ExitCode.Done;
        });
        return verb;
    }
}
