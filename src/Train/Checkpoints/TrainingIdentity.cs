using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>What makes two training runs the same run: only then may one take up the other's state and end with the same bits.</summary>
public static class TrainingIdentity
{
    /// <summary>SHA-256 in hex over the network, the training section, the seed, the data, the number of ranks and the code.</summary>
    /// <param name="model">The network's section.</param>
    /// <param name="train">The training section, with the number of threads filled in.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <param name="dataRoot">The identity of the set.</param>
    /// <param name="ranks">Ranks of the job: sums over them have another order.</param>
    /// <param name="codeHash">The identity of the code.</param>
    /// <remarks>How far is read ahead, when is saved, how long the job may take and how often hashes are taken change no result, and are left out; where training is exact, so are ranks and threads.</remarks>
    public static string Of(ModelConfig model, TrainConfig train, ulong seed, string dataRoot, int ranks, string codeHash)
    {
        var defaults = new TrainConfig();
        train = (train with { PrefetchBatches = defaults.PrefetchBatches, HashSteps = null }).WithoutCircumstances();
        if (train.Determinism == Determinism.Exact) (train, ranks) = (train with { Threads = null }, 1);
        string text = string.Join('\n',
            JsonSerializer.Serialize(model, TrainJson.Default.ModelConfig),
            JsonSerializer.Serialize(train, TrainJson.Default.TrainConfig),
            seed, dataRoot, ranks, codeHash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
