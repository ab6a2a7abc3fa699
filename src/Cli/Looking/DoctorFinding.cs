namespace Rossby.Cli;

/// <summary>One line of the doctor's table.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Text">What was found, or how to get it; further lines are indented.</param>
/// <param name="IsMissing">Whether a run cannot do without it.</param>
internal sealed record DoctorFinding(string Name, string Text, bool IsMissing = false);
