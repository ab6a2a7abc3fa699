using System.Globalization;

namespace Rossby.Core;

/// <summary>When processes of this host began.</summary>
internal static class ProcessClock
{
    /// <summary>Field 22 of <c>/proc/PID/stat</c> (proc(5)): clock ticks since boot. Null when there is no such process.</summary>
    public static long? StartOf(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            // Field 2, the command, is in parentheses and may hold blanks and parentheses.
            string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : long.Parse(fields[19], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
