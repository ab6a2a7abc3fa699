using System.Globalization;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>What is found out about ranks, in a line for people: rank, host, process, last collective call, phase.</summary>
internal sealed class RankWords(RankBoard board, RankTopology topology, int hangTimeoutSeconds)
{
    /// <summary>The line of a finding.</summary>
    public string Of(RankFinding finding)
    {
        string seconds = finding.Seconds.ToString("F1", CultureInfo.InvariantCulture);
        return finding.Kind switch
        {
            RankFindingKind.Silent => $"{Who(finding.Rank)} has not been heard of for {seconds} s{State(finding.Rank)}: {Where(finding.Rank)}. The job waits for it, {hangTimeoutSeconds} s at most",
            RankFindingKind.Late => $"{Who(finding.Rank)} keeps all others waiting, for {seconds} s now: {Where(finding.Rank)}",
            RankFindingKind.Back => $"{Who(finding.Rank)} is back after {seconds} s: {Where(finding.Rank)}",
            RankFindingKind.Died => $"{Who(finding.Rank)} has died: {Where(finding.Rank)}. The job ends; the same command goes on from the last checkpoint",
            RankFindingKind.Lost => $"{Who(finding.Rank)} has not been heard of for {seconds} s{State(finding.Rank)}: {Where(finding.Rank)}. The job ends ($.mpi.hangTimeoutSeconds); the same command goes on from the last checkpoint",
            RankFindingKind.Hung => $"{Who(finding.Rank)} has kept all others waiting for {seconds} s: {Where(finding.Rank)}. The job ends ($.mpi.hangTimeoutSeconds); the same command goes on from the last checkpoint",
            RankFindingKind.Stuck => $"all ranks have been waiting for each other for {seconds} s: last collective {board[topology.Rank].Collective}. The job ends ($.mpi.hangTimeoutSeconds); the same command goes on from the last checkpoint",
            _ => $"{Who(finding.Rank)} is slow: the others spend {finding.Seconds * 100:F0} % of their time waiting for it",
        };
    }

    string Who(int rank) => $"rank {rank} on {topology.Places[rank].Host} (process {board[rank].Process})";

    string Where(int rank) => $"last collective {board[rank].Collective}, phase {((RankPhase)board[rank].Phase).ToString().ToLowerInvariant()}";

    // Of a process of this node the kernel knows why.
    string State(int rank) => topology.Places[rank].Node != topology.Mine.Node ? "" : ProcessClock.StateOf((int)board[rank].Process) switch
    {
        'T' => ", stopped by a signal",
        't' => ", stopped by a debugger",
        'D' => ", held up by a device",
        _ => "",
    };
}
