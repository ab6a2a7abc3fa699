using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class MemoryBudgetTests
{
    const long MiB = 1 << 20;

    static IngestConfig Config(int memoryMiB, int threads) =>
        new() { Source = new SyntheticSourceConfig(), Channels = [], Labels = new NoLabelsConfig(), MemoryMiB = memoryMiB, Threads = threads };

    // A field of DeepCAM's has 884,736 cells: 5 of them, with their work, are 70.9 MiB and a thread's own 8 MiB.
    [Theory]
    [InlineData(2048, 16, 100, 16)]
    [InlineData(512, 16, 100, 5)]
    [InlineData(200, 16, 100, 1)]
    public void Threads_share_what_the_program_leaves_of_the_budget(int memoryMiB, int threads, int residentMiB, int expected) =>
        Assert.Equal(expected, MemoryBudget.Threads(Config(memoryMiB, threads), 768 * 1152, 5, 0, residentMiB * MiB));

    [Fact]
    public void What_a_process_holds_for_something_else_is_not_taken_from_ingest() =>
        Assert.Equal(4, MemoryBudget.Threads(Config(2048, 4), 768 * 1152, 5, 0, 5000 * MiB));

    [Fact]
    public void A_budget_too_small_for_one_step_says_what_would_do()
    {
        var error = Assert.Throws<ConfigException>(() => MemoryBudget.Threads(Config(128, 1), 768 * 1152, 5, 0, 100 * MiB));
        Assert.Contains("must be at least 179", error.Message, StringComparison.Ordinal);
    }
}
