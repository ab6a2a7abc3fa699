using System.Globalization;

namespace Rossby.Core;

/// <summary>When processes of this host began.</summary>
public static class ProcessClock
{
    /// <summary>Its state by the letter of proc(5), such as <c>T</c> for stopped; null when there is no such process.</summary>
    public static char? StateOf(int pid) => FieldsOf(pid)?[0][0];

    /// <summary>Field 22 of <c>/proc/PID/stat</c> (proc(5)): clock ticks since boot. Null when there is no such process.</summary>
    public static long? StartOf(int pid) => FieldsOf(pid) is { } fields && fields[0] is not ("Z" or "X") ? long.Parse(fields[19], CultureInfo.InvariantCulture) : null;

    // From the third on.
    static string[]? FieldsOf(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            // Field 2, the command, is in parentheses and may hold blanks and parentheses.
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
