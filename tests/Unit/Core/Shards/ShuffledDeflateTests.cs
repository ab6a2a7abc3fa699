using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public class ShuffledDeflateTests
{
    static readonly Arbitrary<(byte[] Bytes, int Size)> Elements = (
        from bytes in Gen.Choose(0, 255).Select(x => (byte)x).ArrayOf()
        from size in Gen.Elements(1, 2, 4, 8)
        select (bytes, size)).ToArbitrary();

    // What h5py stores of the little-endian int16 1, 2, 3 with shuffle alone.
    [Fact]
    public void Shuffling_puts_all_first_bytes_before_all_second_ones()
    {
        byte[] planes = new byte[6];
        ShuffledDeflate.Shuffle([1, 0, 2, 0, 3, 0], planes, 2);
        Assert.Equal([1, 2, 3, 0, 0, 0], planes);
    }

    [Fact]
    public void Unshuffling_undoes_shuffling_whatever_is_left_over() =>
        Prop.ForAll(Elements, c =>
        {
            byte[] planes = new byte[c.Bytes.Length], back = new byte[c.Bytes.Length];
            ShuffledDeflate.Shuffle(c.Bytes, planes, c.Size);
            ShuffledDeflate.Unshuffle(planes, back, c.Size);
            return back.AsSpan().SequenceEqual(c.Bytes);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Unshuffling_apart_leaves_what_lies_between() =>
        Prop.ForAll(Elements, c =>
        {
            int n = c.Bytes.Length / c.Size, take = n - n / 3;
            byte[] whole = c.Bytes[..(n * c.Size)], planes = new byte[n * c.Size], apart = new byte[3 * n * c.Size];
            apart.AsSpan().Fill(0xAB);
            ShuffledDeflate.Shuffle(whole, planes, c.Size);
            ShuffledDeflate.Unshuffle(planes, take, apart, c.Size, stride: 3);
            return apart.Chunk(c.Size).Select((element, i) => (element, i))
                .All(e => e.i % 3 == 0 && e.i / 3 < take ? e.element.AsSpan().SequenceEqual(whole.AsSpan(e.i / 3 * c.Size, c.Size)) : e.element.All(b => b == 0xAB));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Inflating_undoes_deflating_at_any_level() =>
        Prop.ForAll(Elements, Gen.Choose(1, 9).ToArbitrary(), (c, level) =>
        {
            byte[] stored = ShuffledDeflate.Deflate(c.Bytes, level), back = new byte[c.Bytes.Length];
            return ShuffledDeflate.Inflate(stored, stored.Length, back) == back.Length && back.AsSpan().SequenceEqual(c.Bytes);
        }).QuickCheckThrowOnFailure();
}
