using Microsoft.Extensions.Logging;

namespace Rossby.Cli;

/// <summary>What a stage says: on standard error as <c>train: ...</c>, and in the run's log with its time.</summary>
/// <param name="stage">The stage.</param>
/// <param name="file">The log of this rank, if it has one.</param>
/// <param name="speaks">Whether it is heard on standard error: rank 0 alone is.</param>
internal sealed class StageLogger(string stage, LogFile? file, bool speaks = true) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        string level = logLevel switch
        {
            LogLevel.Warning => "warning",
            LogLevel.Error or LogLevel.Critical => "error",
            _ => "info",
        };
        string text = formatter(state, exception) + (exception is null ? "" : $"\n{exception}");
        // Some messages of the stages name their stage themselves.
        if (text.StartsWith($"{stage}: ", StringComparison.Ordinal)) text = text[(stage.Length + 2)..];
        if (speaks) Terminal.Say(level == "info" ? $"{stage}: {text}" : $"{stage}: {level}: {text}");
        file?.Write(level, $"{stage}: {text}");
    }
}
