using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// A generator of CAM5-like weather with all 16 channels and the true mask, written as real NetCDF files.
/// It serves demonstration, tests and benchmarks only; what it plants and why stands in SCIENCE, Synthetic weather.
/// </summary>
public static class SyntheticWeather
{
    /// <summary>
    /// Writes <c>synthetic.YYYY-MM-DD-SSSSS.nc</c> files (variables named as <see cref="ClimateChannels.Cam5"/>, <c>IVT</c> and <c>LABELS</c>) and <c>storms.json</c>,
    /// the table of planted storms. The same config and seed give the same bytes, whatever the number of threads.
    /// </summary>
    /// <param name="config">Grid, steps and how many storms.</param>
    /// <param name="seed">The seed from which all weather follows.</param>
    /// <param name="folder">Where the files go; made when absent.</param>
    /// <param name="progress">Told each step.</param>
    /// <param name="cancellationToken">Stops between steps; finished files stay, no partial one does.</param>
    /// <returns>The paths of the NetCDF files in order of time.</returns>
    /// <exception cref="StorageException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<string> Write(
        SyntheticSourceConfig config, ulong seed, string folder, IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Write(config, seed, folder, Environment.ProcessorCount, progress, cancellationToken);

    internal static IReadOnlyList<string> Write(
        SyntheticSourceConfig config, ulong seed, string folder, int threads, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        MakeFolder(folder);
        var atmosphere = new SyntheticAtmosphere(config, seed);
        using var storms = new StormTable(config, seed);
        var paths = new List<string>();
        var batch = Enumerable.Range(0, Math.Min(threads, config.Steps)).Select(_ => atmosphere.NewFields()).ToArray();
        SyntheticFileWriter? file = null;
        try
        {
            for (int first = 0; first < config.Steps; first += batch.Length)
            {
                int count = Math.Min(batch.Length, config.Steps - first), start = first;
                Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken }, k => atmosphere.Fill(start + k, batch[k]));
                for (int k = 0; k < count; k++)
                {
                    int step = first + k;
                    if (step % config.StepsPerFile == 0)
                    {
                        string path = Path.Combine(folder, SyntheticFileWriter.Name(config.StartYear, atmosphere.Days(step)));
                        file = new SyntheticFileWriter(path, config, seed, atmosphere.Geometry.Grid);
                        paths.Add(path);
                    }
                    file!.Append(atmosphere.Days(step), batch[k]);
                    storms.Append(atmosphere.Days(step), batch[k]);
                    progress?.Report(new StageProgress("generate synthetic weather", step + 1, config.Steps, "steps"));
                    if ((step + 1) % config.StepsPerFile != 0 && step + 1 < config.Steps) continue;
                    file.Commit();
                    file.Dispose();
                    file = null;
                }
            }
        }
        finally
        {
            file?.Dispose();
        }
        storms.Save(folder);
        return paths;
    }

    static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{folder}: could not be made: {e.Message}", e);
        }
    }
}
