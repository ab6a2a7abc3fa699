using Rossby.Core;

namespace Rossby.Cli;

/// <summary>Standard output, which carries results only, and standard error, which carries everything else; neither gets colour codes.</summary>
internal static class Terminal
{
    static readonly Lock Gate = new();
    static int liveWidth;

    /// <summary>Whether standard error is a person's terminal that can redraw a line.</summary>
    public static bool IsLive { get; } = !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb")
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>One line of result on standard output. A reader that has seen enough, such as <c>head</c>, is no error.</summary>
    /// <exception cref="StorageException">Standard output is closed or its disk is full.</exception>
    public static void Result(string line)
    {
        lock (Gate)
        {
            Erase();
            try
            {
                Console.Out.WriteLine(line);
                Console.Out.Flush();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StorageException($"standard output: cannot be written: {(e.InnerException ?? e).Message}", e);
            }
        }
    }

    /// <summary>One line on standard error.</summary>
    public static void Say(string line)
    {
        lock (Gate)
        {
            Erase();
            ToError(line + "\n");
        }
    }

    /// <summary>What went wrong, each line of it marked.</summary>
    public static void Error(string message)
    {
        foreach (string line in message.Split('\n')) Say(line.StartsWith(' ') ? line : $"rossby: error: {line}");
    }

    /// <summary>Draws the line that the next call replaces; only where <see cref="IsLive"/>.</summary>
    public static void Redraw(string line)
    {
        lock (Gate)
        {
            int width = Math.Max(20, WindowWidth() - 1);
            string shown = line.Length <= width ? line : line[..width];
            ToError("\r" + shown.PadRight(liveWidth));
            liveWidth = shown.Length;
        }
    }

    static void Erase()
    {
        if (liveWidth == 0) return;
        ToError("\r" + new string(' ', liveWidth) + "\r");
        liveWidth = 0;
    }

    // Where nobody can be told, the work goes on and the exit code still tells.
    static void ToError(string text)
    {
        try
        {
            Console.Error.Write(text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
