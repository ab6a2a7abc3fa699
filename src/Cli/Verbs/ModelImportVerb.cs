using System.CommandLine;
using Rossby.Core;
using Rossby.Models;

namespace Rossby.Cli;

/// <summary><c>rossby model import</c>: weights that PyTorch wrote, as a file of ours.</summary>
internal static class ModelImportVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "What torch.save wrote: ClimateNet's weights.pth, a DeepCAM .cpt, or a state_dict" };
        var architecture = new Option<string>("--architecture")
        {
            Description = $"The network that it is of: {string.Join(", ", ModelSection.Architectures)}", HelpName = "NAME", Required = true,
        };
        var set = ModelArguments.Set();
        var statistics = new Option<string?>("--statistics")
        {
            Description = $"Its normalisation: a file [default: config.json beside FILE], {string.Join(" or ", ClimateNetStatistics.Named.Keys)}",
            HelpName = "WHAT",
        };
        var output = new Option<string?>("--output") { Description = "The safetensors file [default: FILE with that ending]", HelpName = "FILE" };
        var verb = new Command("import", "Bring weights in from PyTorch; a file that holds more than tensors is refused.")
        {
            file, architecture, set, statistics, output,
        };
        verb.SetAction(parsed =>
        {
            string from = parsed.GetRequiredValue(file), to = parsed.GetValue(output) ?? Path.ChangeExtension(from, ".safetensors");
            if (!File.Exists(from)) throw new InputMissingException($"{from}: no such file.");
            string name = parsed.GetRequiredValue(architecture);
            string[] changes = parsed.GetValue(set) ?? [];
            var config = ModelSection.Make(name, [.. Published(name), .. changes]);
            var mismatches = WeightImport.Run(from, config, ModelStatistics.Find(from, parsed.GetValue(statistics)), to);
            if (mismatches.Count > 0)
            {
                Terminal.Say("rossby: warning: these weights were trained with other statistics than those given (--statistics): what the first batch norm has seen differs.");
                foreach (string line in mismatches) Terminal.Say($"  {line}");
                Terminal.Say("  Masks made with them would be wrong. The published ClimateNet weights need --statistics climatenet-2020-12.");
            }
            Terminal.Result($"weights: {to}");
            return ExitCode.Done;
        });
        return verb;
    }

    // Published weights were trained with the published edge.
    static string[] Published(string architecture) => architecture == "cgnet" ? ["padding=torus"] : ["padding=zero"];
}
