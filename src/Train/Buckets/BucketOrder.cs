using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Takes buckets strictly one after another, each once it is full, whatever the order in which they fill.</summary>
internal static class BucketOrder
{
    // How long a wait for a bucket goes without a look at whether this rank ends.
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    /// <summary>Takes all of them; on the communication thread.</summary>
    /// <param name="gradients">The buckets.</param>
    /// <param name="count">How many.</param>
    /// <param name="pulse">This rank's.</param>
    /// <param name="pause">What is to be done between two looks.</param>
    /// <param name="take">Takes one.</param>
    public static void Each(GradientBuckets gradients, int count, RankPulse pulse, Action pause, Action<int> take)
    {
        for (int b = 0; b < count; b++)
        {
            // A rank whose backward pass is at work waits for nobody; told for every bucket, so that all ranks count alike.
            pulse.LeaveCollective();
            while (!gradients.Wait(b, Look)) pause();
            pulse.EnterCollective();
            take(b);
        }
    }
}
