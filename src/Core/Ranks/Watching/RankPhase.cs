using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What a rank is doing, as coarsely as blame needs it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RankPhase>))]
public enum RankPhase
{
    /// <summary>It joins the job.</summary>
    [JsonStringEnumMemberName("start")] Start,

    /// <summary>Rank 0 finds out for all what is done already; it may read every input, and says nothing meanwhile.</summary>
    [JsonStringEnumMemberName("prepare")] Prepare,

    /// <summary>Sources to shards.</summary>
    [JsonStringEnumMemberName("ingest")] Ingest,

    /// <summary>Shards to the node.</summary>
    [JsonStringEnumMemberName("stage")] Stage,

    /// <summary>Training steps.</summary>
    [JsonStringEnumMemberName("train")] Train,

    /// <summary>A pass over the validation split.</summary>
    [JsonStringEnumMemberName("validate")] Validate,

    /// <summary>Evaluation.</summary>
    [JsonStringEnumMemberName("eval")] Eval,

    /// <summary>Its work is done; it waits for the others.</summary>
    [JsonStringEnumMemberName("end")] End,
}
