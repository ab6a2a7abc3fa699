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
    public void Copies_taken_together_are_every_byte_wherever_tensors_and_the_threads_shares_begin_and_end()
    {
        var lengths = from all in Gen.Choose(0, 700).ListOf() from threads in Gen.Choose(1, 4) select (all, threads);
        Prop.ForAll(lengths.ToArbitrary(), l =>
        {
            var parameters = l.all.Select((n, i) => new Parameter($"p{i}", [n], trainable: false, ScalarType.UInt8)).ToList();
            try
            {
                using var scope = TensorScope.Begin();
                byte[][] values = [.. l.all.Select((n, i) => Enumerable.Range(0, n).Select(k => (byte)((k * 7 + i) % 251)).ToArray())];
                for (int i = 0; i < values.Length; i++) parameters[i].Assign(Tensor.From<byte>(values[i], [values[i].Length]));
                List<HostCopy> copies = [.. parameters.Select(HostCopy.Of)];
                new HostCopies(copies, l.threads).Take();
                for (int i = 0; i < values.Length; i++) Assert.Equal(values[i], copies[i].Values.ToArray());
            }
            finally
            {
                foreach (var parameter in parameters) parameter.Dispose();
            }
        }).QuickCheckThrowOnFailure();
    }
}
