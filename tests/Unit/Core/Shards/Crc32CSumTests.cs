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

    [Fact]
    public void Long_pieces_join_too()
    {
        byte[] zeros = new byte[5 << 20];
        Assert.Equal(Crc32C.Of([.. "123456789"u8, .. zeros]), Crc32CSum.Join(Crc32C.Of("123456789"u8), Crc32C.Of(zeros), zeros.Length));
        Assert.Equal(0xE3069283, Crc32CSum.Join(Crc32C.Of("1234"u8), Crc32C.Of("56789"u8), 5)); // the check value that RFC 3720's CRC is known by
    }
}
