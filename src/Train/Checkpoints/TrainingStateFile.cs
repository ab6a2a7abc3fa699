using System.Text.Json;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>Reads and writes <c>state.json</c>.</summary>
public static class TrainingStateFile
{
    /// <summary>Writes the state of a checkpoint.</summary>
    /// <exception cref="StorageException">No space, no permission or a device error.</exception>
    public static void Write(CheckpointFiles files, TrainingState state) =>
        files.Write(files.Folder.State, stream => JsonSerializer.Serialize(stream, state, TrainJson.Default.TrainingState));

    /// <summary>The state of a checkpoint that agrees with its hashes.</summary>
    /// <exception cref="DataException">It is of another version of the format.</exception>
    public static TrainingState Read(CheckpointFolder folder)
    {
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(folder.State), TrainJson.Default.TrainingState);
            if (state is { FormatVersion: TrainingState.CurrentFormatVersion }) return state;
            throw new DataException($"{folder.State}: of format version {state?.FormatVersion}; this program reads {TrainingState.CurrentFormatVersion}. Go on with the program that wrote it, or move {folder.Path} away.");
        }
        catch (JsonException e)
        {
            throw new DataException($"{folder.State}: not the state of a training run: {e.Message}", e);
        }
    }
}
