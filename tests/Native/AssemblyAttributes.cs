using Xunit;

// The live-handle counter and libtorch's threads are one per process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
