using Microsoft.Extensions.Logging;

namespace Rossby.Tests.Native.Ingest;

/// <summary>A log that a test can read.</summary>
sealed class Heard : ILogger
{
    internal List<string> Warnings { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (Warnings)
            if (logLevel == LogLevel.Warning) Warnings.Add(formatter(state, exception));
    }
}
