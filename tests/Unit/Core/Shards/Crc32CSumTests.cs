using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public class Crc32CSumTests
{
    static readonly Arbitrary<byte[]> Bytes = Gen.ArrayOf(Gen.Choose(0, 255).Select(x => (byte)x)).ToArbitrary();

    [Fact]
    public void Checksums_of_pieces_join_to_that_of_the_whole() =>
        Prop.ForAll(Bytes, Bytes, (a, b) => Crc32CSum.Join(Crc32C.Of(a), Crc32C.Of(b), b.Length) == Crc32C.Of([.. a, .. b])).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(511)]
    [InlineData(512)]
    [InlineData(3 * 8192 - 1)]
    [InlineData(3 * 8192)]
    [InlineData(7 * 8192 + 13)]
    public void Long_runs_have_the_checksum_that_bytes_one_by_one_have(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        uint expected = 0xFFFFFFFF;
        foreach (byte b in bytes)
        {
            expected ^= b;
            for (int bit = 0; bit < 8; bit++) expected = (expected & 1) != 0 ? expected >> 1 ^ 0x82F63B78 : expected >> 1;
        }
        Assert.Equal(expected ^ 0xFFFFFFFF, Crc32C.Of(bytes));
    }

    [Fact]
    public void Long_pieces_join_too()
    {
        byte[] zeros = new byte[5 << 20];
        Assert.Equal(Crc32C.Of([.. "123456789"u8, .. zeros]), Crc32CSum.Join(Crc32C.Of("123456789"u8), Crc32C.Of(zeros), zeros.Length));
        Assert.Equal(0xE3069283, Crc32CSum.Join(Crc32C.Of("1234"u8), Crc32C.Of("56789"u8), 5)); // the check value that RFC 3720's CRC is known by
    }
}
