using Rossby.Core;
using Rossby.NotebookRunner;

// rossby-notebook NOTEBOOK OUTPUT: runs every code cell of NOTEBOOK in its folder and writes a copy with outputs.
if (args is not [var notebookPath, var outputPath])
{
    Console.Error.WriteLine("usage: Rossby.NotebookRunner NOTEBOOK.ipynb OUTPUT.ipynb");
    return ExitCode.Usage;
}
try
{
    outputPath = Path.GetFullPath(outputPath);
    var notebook = NotebookFile.Read(Path.GetFullPath(notebookPath));
    var session = new NotebookSession(notebook.Path);
    Environment.CurrentDirectory = Path.GetDirectoryName(notebook.Path)!;
    string? failure = null;
    foreach (var cell in notebook.Cells)
    {
        if (await session.Run(cell) is not { } wrong) continue;
        failure = $"{notebook.Path}: code cell {cell.Number}: {wrong}";
        break;
    }
    notebook.Write(outputPath);
    if (failure is null) return ExitCode.Done;
    Console.Error.WriteLine($"error: {failure}");
    Console.Error.WriteLine($"The outputs so far are in {outputPath}.");
    return ExitCode.BadData;
}
catch (RossbyException e)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return e.ExitCode;
}
