using System.Reflection;
using Rossby.Torch;
using Xunit;
using Xunit.v3;

namespace Rossby.Tests.Support;

/// <summary>Fails a test that leaves native tensor handles behind. Such tests must run one at a time.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method | AttributeTargets.Assembly)]
public sealed class LeakCheckAttribute : BeforeAfterTestAttribute
{
    long before;
    TensorScope? scope;

    /// <summary>Whether each test runs in a scope of its own, which a test class cannot open for itself: its constructor runs before the count.</summary>
    public bool InScope { get; init; }

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        before = TorchInfo.LiveHandles;
        if (InScope) scope = TensorScope.Begin();
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        scope?.Dispose();
        scope = null;
        long leaked = TorchInfo.LiveHandles - before;
        if (leaked != 0) Assert.Fail($"{leaked} native tensor handles were left behind.");
    }
}
