namespace Rossby.Core;

/// <summary>What can be found out about a rank.</summary>
public enum RankFindingKind
{
    /// <summary>Its heart has stopped.</summary>
    Silent,

    /// <summary>Its heart beats, and the others have been waiting for it.</summary>
    Late,

    /// <summary>It was silent or late, and is not any more.</summary>
    Back,

    /// <summary>Its process is gone: the job cannot go on.</summary>
    Died,

    /// <summary>It has been silent for longer than the job will bear.</summary>
    Lost,

    /// <summary>The others have been waiting for it for longer than the job will bear.</summary>
    Hung,

    /// <summary>All ranks have been inside of the same collective call for longer than the job will bear: none is behind the others.</summary>
    Stuck,

    /// <summary>It is slower than the others, which wait for it a good part of their time.</summary>
    Slow,
}
