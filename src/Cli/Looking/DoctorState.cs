namespace Rossby.Cli;

/// <summary>How a thing that the doctor looked for stands.</summary>
internal enum DoctorState
{
    /// <summary>It is there.</summary>
    Found,

    /// <summary>It is not there, and a run does without.</summary>
    Optional,

    /// <summary>This version does not use it.</summary>
    Later,

    /// <summary>It is not there, and a run cannot do without.</summary>
    Missing,
}
