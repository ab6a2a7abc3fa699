namespace Rossby.Udunits;

/// <summary>What the last call said (<c>ut_status</c> of udunits2.h).</summary>
internal enum UtStatus
{
    /// <summary>All is well.</summary>
    Success = 0,

    /// <summary>A null or an empty argument.</summary>
    BadArgument,

    /// <summary>The unit, prefix or identifier exists already.</summary>
    Exists,

    /// <summary>There is no such unit.</summary>
    NoUnit,

    /// <summary>The operating system refused.</summary>
    OperatingSystem,

    /// <summary>Two units of different systems.</summary>
    NotSameSystem,

    /// <summary>The operation means nothing for these units.</summary>
    Meaningless,

    /// <summary>The system has no second.</summary>
    NoSecond,

    /// <summary>An error occurred while a unit was visited.</summary>
    VisitError,

    /// <summary>The unit cannot be formatted.</summary>
    CannotFormat,

    /// <summary>The text is no unit by its syntax.</summary>
    Syntax,

    /// <summary>The text holds a name that is unknown.</summary>
    Unknown,

    /// <summary>The database's file named by argument cannot be opened.</summary>
    OpenArgument,

    /// <summary>The database's file named by the environment cannot be opened.</summary>
    OpenEnvironment,

    /// <summary>The database's default file cannot be opened.</summary>
    OpenDefault,

    /// <summary>The database does not parse.</summary>
    Parse,
}
