using Rossby.Core;

namespace Rossby.Tests.Native;

/// <summary>Calls back on every report of progress, on the thread that makes it.</summary>
sealed class Watch(Action<StageProgress> onReport) : IProgress<StageProgress>
{
    public void Report(StageProgress value) => onReport(value);
}
