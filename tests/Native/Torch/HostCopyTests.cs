using FsCheck;
using FsCheck.Fluent;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck]
public sealed class HostCopyTests
{
    [Fact]
    public void A_copy_is_the_values_in_the_order_of_the_dimensions_whatever_their_order_in_memory()
    {
        var shapes = from n in Gen.Choose(1, 5) from c in Gen.Choose(1, 6) from h in Gen.Choose(1, 4) from w in Gen.Choose(1, 4)
                     from type in Gen.Elements(ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16, ScalarType.UInt8)
                     select (shape: new long[] { n, c, h, w }, type);
        Prop.ForAll(shapes.ToArbitrary(), s =>
        {
            using var scope = TensorScope.Begin();
            // Whole numbers that every type holds.
            float[] values = [.. Enumerable.Range(0, (int)s.shape.Aggregate(1L, (a, b) => a * b)).Select(i => (float)(i % 97))];
            using var parameter = new Parameter("p", s.shape, trainable: false, s.type);
            parameter.Assign(Tensor.From<float>(values, s.shape));
            Assert.True(parameter.Value.IsContiguous(MemoryFormat.ChannelsLast));
            var copy = HostCopy.Of(parameter);
            new HostCopies([copy], threads: 2).Take();
            using (Autograd.NoGrad()) parameter.Value.ZeroInPlace();
            copy.Order(new byte[copy.Values.Length]);
            var back = Tensor.FromBytes(copy.Values.Span, s.shape, s.type).To(ScalarType.Float32);
            Assert.Equal(values, back.ToArray<float>());
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public unsafe void A_copy_past_the_caches_is_every_byte_and_no_other_wherever_it_begins_and_ends()
    {
        var places = from bytes in Gen.Choose(0, 700) from source in Gen.Choose(0, 70) from target in Gen.Choose(0, 70) select (bytes, source, target);
        Prop.ForAll(places.ToArbitrary(), p =>
        {
            byte[] from = [.. Enumerable.Range(0, 800).Select(i => (byte)(i % 251))], to = new byte[800];
            fixed (byte* f = from, t = to) UncachedCopy.Copy(f + p.source, t + p.target, p.bytes);
            Assert.Equal([.. new byte[p.target], .. from.AsSpan(p.source, p.bytes), .. new byte[800 - p.target - p.bytes]], to);
        }).QuickCheckThrowOnFailure();
    }
}
