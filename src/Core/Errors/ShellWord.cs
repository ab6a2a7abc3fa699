namespace Rossby.Core;

/// <summary>A name as a shell takes it for one word, in commands that messages name.</summary>
public static class ShellWord
{
    /// <summary>As it is where no character means anything to a shell, else in single quotes.</summary>
    public static string Of(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "_./+:=@%,-".Contains(c, StringComparison.Ordinal)) ? name : $"'{name.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
