namespace Rossby.Core;

/// <summary>Keeps what a stage made before it is made anew with another hash: <c>report.html</c> becomes <c>report.html.&lt;old hash&gt;</c>.</summary>
public static class OutputHistory
{
    /// <summary>Renames those files and folders that are there. An older output kept under the same hash is the same output, and is replaced.</summary>
    /// <exception cref="StorageException">A rename failed.</exception>
    public static IReadOnlyList<string> SetAside(IEnumerable<string> outputs, string suffix)
    {
        var renamed = new List<string>();
        foreach (string output in outputs)
        {
            string kept = $"{output}.{suffix}";
            try
            {
                if (Directory.Exists(output))
                {
                    if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
                    Directory.Move(output, kept);
                }
                else if (File.Exists(output))
                {
                    File.Move(output, kept, overwrite: true);
                }
                else
                {
                    continue;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StorageException($"{output}: could not be renamed to {kept}: {e.Message}", e);
            }
            renamed.Add(kept);
        }
        return renamed;
    }
}
