using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;

namespace Rossby.NotebookRunner;

/// <summary>Runs the cells of a notebook one after another: what one defines, the next ones see.</summary>
internal sealed class NotebookSession
{
    // Those of .NET Interactive's C# kernel.
    static readonly string[] Imports = ["System", "System.Collections", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "System.Threading.Tasks"];

    readonly NotebookGlobals globals = new();
    readonly ScriptOptions options;
    ScriptState<object>? state;

    /// <summary>A session for a notebook: relative paths in <c>#r</c> and <c>#load</c> start at its folder.</summary>
    public NotebookSession(string notebookPath)
    {
        string path = Path.GetFullPath(notebookPath), folder = Path.GetDirectoryName(path)!;
        options = ScriptOptions.Default
            .WithReferences(typeof(object).Assembly, typeof(Enumerable).Assembly, typeof(NotebookGlobals).Assembly)
            .WithImports(Imports)
            .WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder))
            .WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder))
            .WithFilePath(path)
            .WithFileEncoding(System.Text.Encoding.UTF8)
            .WithEmitDebugInformation(true);
    }

    /// <summary>Runs one cell and fills its outputs; returns what went wrong, null when nothing did.</summary>
    public async Task<string?> Run(CodeCell cell)
    {
        cell.Begin();
        globals.Show = cell.AddDisplay;
        Exception? thrown = null;
        var (output, error) = (Console.Out, Console.Error);
        Console.SetOut(new StreamCapture(text => cell.AddStream("stdout", text)));
        Console.SetError(new StreamCapture(text => cell.AddStream("stderr", text)));
        try
        {
            state = state is null
                ? await CSharpScript.RunAsync<object>(cell.Source, options, globals)
                : await state.ContinueWithAsync<object>(cell.Source, options);
            if (state.ReturnValue is { } value) cell.AddResult(value);
        }
        catch (CompilationErrorException e)
        {
            cell.AddError("CompilationError", e.Message, e.Diagnostics.Select(d => d.ToString()));
            return string.Join('\n', e.Diagnostics.Select(d => d.ToString()));
        }
#pragma warning disable CA1031 // A cell may throw anything; it goes into its outputs.
        catch (Exception e)
        {
            thrown = e;
            cell.AddError(e.GetType().FullName ?? e.GetType().Name, e.Message, e.ToString().Split('\n'));
        }
#pragma warning restore CA1031
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
        return (thrown, cell.MustThrow) switch
        {
            (null, true) => "is tagged raises-exception, but nothing was thrown",
            (not null, false) => $"{thrown.GetType().Name}: {thrown.Message}",
            _ => null,
        };
    }
}
