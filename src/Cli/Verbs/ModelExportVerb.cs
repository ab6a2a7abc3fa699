using System.CommandLine;
using Rossby.Core;
using Rossby.Models;

namespace Rossby.Cli;

/// <summary><c>rossby model export</c>: weights of ours, as PyTorch loads them.</summary>
internal static class ModelExportVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Weights, such as runs/NAME/checkpoints/best/weights.safetensors" };
        var output = new Option<string>("--output")
        {
            Description = "The PyTorch file: a state_dict, or for the ending .cpt a checkpoint that holds it under 'model'", HelpName = "FILE", Required = true,
        };
        var verb = new Command("export", "Write weights for torch.load, and config.json with their input's statistics.") { file, output };
        verb.SetAction(parsed =>
        {
            string to = parsed.GetRequiredValue(output);
            string config = WeightExport.Run(parsed.GetRequiredValue(file), to);
            Terminal.Result($"weights: {to}");
            Terminal.Result($"statistics: {config}");
            return ExitCode.Done;
        });
        return verb;
    }
}
