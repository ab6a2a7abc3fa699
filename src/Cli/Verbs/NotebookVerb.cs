using System.CommandLine;
using System.Diagnostics;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby notebook run</c>: hands a notebook to the runner, a program of its own because it carries the C# compiler.</summary>
internal static class NotebookVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The notebook (.ipynb) to execute" };
        var output = new Option<string?>("--output")
        {
            Description = "Where the copy with outputs goes [default: NAME.executed.ipynb in this folder]",
            HelpName = "FILE",
        };
        var run = new Command("run", "Execute a C# notebook and write a copy with its outputs.") { file, output };
        run.SetAction(parsed =>
        {
            string notebook = parsed.GetRequiredValue(file);
            return Run(notebook, parsed.GetValue(output) ?? Path.GetFileNameWithoutExtension(notebook) + ".executed.ipynb");
        });
        return new Command("notebook", "Work with C# notebooks.") { run };
    }

    static int Run(string notebook, string copy)
    {
        string program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Rossby.NotebookRunner", "release", "Rossby.NotebookRunner"));
        if (!File.Exists(program))
            throw new LibraryMissingException($"{program}: the notebook runner is not built. It comes with a checkout: ./rossby setup builds it.");
        using var runner = Process.Start(new ProcessStartInfo(program, [notebook, copy])) ?? throw new InvalidOperationException($"{program} did not start.");
        runner.WaitForExit();
        return runner.ExitCode;
    }
}
