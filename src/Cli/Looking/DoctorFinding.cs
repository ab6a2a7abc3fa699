namespace Rossby.Cli;

/// <summary>One line of the doctor's table.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Text">What was found, or how to get it; further lines are indented.</param>
/// <param name="State">Whether a run can go without it.</param>
internal sealed record DoctorFinding(string Name, string Text, DoctorState State = DoctorState.Found);
