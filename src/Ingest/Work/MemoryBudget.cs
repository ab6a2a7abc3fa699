using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How many threads may hold samples at one time within <c>ingest.memoryMiB</c>, which counts the program too.</summary>
internal static class MemoryBudget
{
    // What a thread needs besides fields: buffers for a block, its stack, and garbage not yet collected.
    const long ThreadBytes = 8 << 20;

    // Raw values, unpacked values and labels of a field that is being read, and what a detector works with, all by cell.
    const int WorkBytesPerCell = 64;

    // What a process that only ingests takes before it reads; one that takes more, such as a notebook's, takes it for something else.
    const long ProgramBytes = 256L << 20;

    /// <summary>The threads to use.</summary>
    /// <param name="config">Budget and threads asked for.</param>
    /// <param name="cells">Cells of a field.</param>
    /// <param name="fields">Fields that a thread holds whole at one time.</param>
    /// <param name="keptBytes">What a thread may have made that waits to be written: deflated samples.</param>
    /// <param name="residentBytes">What the process takes already.</param>
    /// <exception cref="ConfigException">Not even one thread fits; the message says what would.</exception>
    internal static int Threads(IngestConfig config, long cells, int fields, long keptBytes, long residentBytes)
    {
        long each = ThreadBytes + keptBytes + cells * (fields == 0 ? 0 : fields * sizeof(float) + WorkBytesPerCell), budget = (long)config.MemoryMiB << 20;
        long program = Math.Min(residentBytes, ProgramBytes), fit = (budget - program) / each;
        if (fit >= 1) return (int)Math.Min(fit, config.Threads ?? Environment.ProcessorCount);
        throw new ConfigException([
            $"$.ingest.memoryMiB: must be at least {((program + each) >> 20) + 1} for this source, got {config.MemoryMiB}: "
            + $"a step's {fields} fields of {cells} cells take {each >> 20} MiB at work, besides {program >> 20} MiB of the program"]);
    }
}
