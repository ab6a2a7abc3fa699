using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby doctor</c>: what a run needs of this machine, found or how to get it. Works whatever is missing.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var verb = new Command(
            "doctor", "Show every native library found, with version and path, or how to get it. Exits 69 when one that a run needs is missing.");
        verb.SetAction(_ =>
        {
            var findings = Doctor.Look();
            int width = findings.Max(f => f.Name.Length);
            foreach (var finding in findings)
            {
                string[] lines = finding.Text.Split('\n');
                Terminal.Result($"{Word(finding.State),-8}{finding.Name.PadRight(width)}  {lines[0]}");
                foreach (string line in lines.Skip(1)) Terminal.Result(new string(' ', 8 + width + 2) + line.TrimStart());
            }
            return findings.Any(f => f.State == DoctorState.Missing) ? ExitCode.LibraryMissing : ExitCode.Done;
        });
        return verb;
    }

    static string Word(DoctorState state) => state switch
    {
        DoctorState.Found => "ok",
        DoctorState.Missing => "missing",
        _ => "-",
    };
}
