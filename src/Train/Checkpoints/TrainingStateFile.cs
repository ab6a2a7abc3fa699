using System.Security.Cryptography;
using System.Text.Json;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>Reads and writes <c>state.json</c>, which makes the two files beside it one checkpoint.</summary>
public static class TrainingStateFile
{
    /// <summary>Writes the state with the hashes of the files beside it; the last file of a checkpoint.</summary>
    public static TrainingState Write(CheckpointFolder folder, TrainingState state)
    {
        state = state with { WeightsSha256 = HashOf(folder.Weights), OptimizerSha256 = HashOf(folder.Optimizer) };
        AtomicFile.Write(folder.State, stream => JsonSerializer.Serialize(stream, state, TrainJson.Default.TrainingState));
        return state;
    }

    /// <summary>The state of a checkpoint whose three files are there and belong together; null where they do not.</summary>
    public static TrainingState? ReadConsistent(CheckpointFolder folder)
    {
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(folder.State), TrainJson.Default.TrainingState);
            bool whole = state is { FormatVersion: TrainingState.CurrentFormatVersion }
                && HashOf(folder.Weights) == state.WeightsSha256
                && HashOf(folder.Optimizer) == state.OptimizerSha256;
            return whole ? state : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            // A kill can leave any of these; an older checkpoint is then the newest whole one.
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{folder.Path}: the checkpoint could not be read: {e.Message}", e);
        }
    }

    static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
