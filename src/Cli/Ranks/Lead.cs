using System.Buffers.Binary;
using System.Text;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>What one rank must decide for all: what is done already, and with which hashes.</summary>
/// <param name="communicator">The ranks; rank 0 leads.</param>
/// <param name="signals">Tells what an interruption returns.</param>
internal sealed class Lead(ICommunicator communicator, StopSignals signals)
{
    /// <summary>Has rank 0 decide, and tells every rank.</summary>
    /// <param name="decide">Runs on rank 0 alone.</param>
    /// <exception cref="LeadFailedException">On the other ranks, when rank 0 failed; there what it threw comes out.</exception>
    public string Decide(Func<string> decide)
    {
        if (communicator.Size == 1) return decide();
        byte[] head = new byte[2 * sizeof(int)];
        if (communicator.Rank != 0)
        {
            communicator.Broadcast(head, 0);
            int exitCode = BinaryPrimitives.ReadInt32LittleEndian(head);
            if (exitCode != ExitCode.Done) throw new LeadFailedException(exitCode);
            byte[] text = new byte[BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(sizeof(int)))];
            communicator.Broadcast(text, 0);
            return Encoding.UTF8.GetString(text);
        }
        byte[] decided;
        try
        {
            string text = "";
            communicator.Pulse.During(RankPhase.Prepare, () => text = decide());
            decided = Encoding.UTF8.GetBytes(text);
        }
        catch (Exception e)
        {
            BinaryPrimitives.WriteInt32LittleEndian(head, Failure.Of(e, signals).ExitCode);
            communicator.Broadcast(head, 0);
            throw;
        }
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(sizeof(int)), decided.Length);
        communicator.Broadcast(head, 0);
        communicator.Broadcast(decided, 0);
        return Encoding.UTF8.GetString(decided);
    }
}
