using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Rossby.Tests.Native.Cairo;

/// <summary>A small PNG decoder of the tests' own: signature, chunks, filters None and Sub; asserts what it relies on.</summary>
sealed class PngPicture
{
    readonly byte[] samples;
    readonly int channels;

    internal PngPicture(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10], file[..8]);
        using var data = new MemoryStream();
        string last = "";
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            last = Encoding.ASCII.GetString(file, at + 4, 4);
            var body = file.AsSpan(at + 8, length);
            if (last == "IHDR")
            {
                Width = BinaryPrimitives.ReadInt32BigEndian(body);
                Height = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
                Assert.Equal(8, body[8]);
                channels = body[9] == 6 ? 4 : 3;
            }
            if (last == "IDAT") data.Write(body);
            at += 12 + length;
        }
        Assert.Equal("IEND", last);
        data.Position = 0;
        int row = Width * channels;
        samples = new byte[row * Height];
        using var inflated = new ZLibStream(data, CompressionMode.Decompress);
        for (int y = 0; y < Height; y++)
        {
            int filter = inflated.ReadByte();
            Assert.InRange(filter, 0, 1);
            inflated.ReadExactly(samples, y * row, row);
            if (filter == 1) for (int i = channels; i < row; i++) samples[y * row + i] += samples[y * row + i - channels];
        }
        Assert.Equal(-1, inflated.ReadByte());
    }

    internal int Width { get; }

    internal int Height { get; }

    /// <summary>0xAARRGGBB.</summary>
    internal uint this[int x, int y]
    {
        get
        {
            var p = samples.AsSpan((y * Width + x) * channels, channels);
            return (channels == 4 ? (uint)p[3] : 255) << 24 | (uint)p[0] << 16 | (uint)p[1] << 8 | p[2];
        }
    }
}
