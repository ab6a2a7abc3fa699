using System.Buffers.Binary;
using System.Text;
using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class SafeTensorsTests
{
    static byte[] File(string header, params byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. data];
    }

    static SafeTensorsContent Read(byte[] file) => SafeTensorsReader.Read(new MemoryStream(file), "test.safetensors");

    [Fact]
    public void A_file_written_by_hand_from_the_specification_is_read()
    {
        var content = Read(File(
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"I64","shape":[],"data_offsets":[8,16]},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}   """,
            0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0, 7, 0, 0, 0, 0, 0, 0, 0));
        Assert.Equal("pt", content.Metadata["format"]);
        Assert.Equal(["a", "b"], content.Tensors.Select(t => t.Name));
        Assert.Equal([1f, -2f], content.Tensors[0].ToTensor().ToArray<float>());
        Assert.Equal([1L, 2], content.Tensors[0].Shape);
        Assert.Equal([7L], content.Tensors[1].ToTensor().ToArray<long>());
    }

    [Fact]
    public void What_is_written_has_the_bytes_of_the_specification()
    {
        using var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, [SafeTensor.Of("a", Tensor.From<float>([1, -2], [1, 2]))], new Dictionary<string, string> { ["format"] = "pt" });
        // 84 characters of JSON, four spaces to a multiple of eight.
        const string json = """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";
        Assert.Equal(File(json.PadRight((json.Length + 7) / 8 * 8), 0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0), stream.ToArray());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.UInt8)]
    [InlineData(ScalarType.Bool)]
    public void Every_type_goes_through_a_file_and_back(ScalarType type)
    {
        var values = (Numbers.Uniform(3, 2, 3, 4, 5).Abs() * 100).To(type).Contiguous(MemoryFormat.ChannelsLast);
        using var stream = new MemoryStream();
        SafeTensorsWriter.Write(stream, [SafeTensor.Of("odd", Tensor.Zeros([3], ScalarType.UInt8)), SafeTensor.Of("x", values)]);
        var back = Read(stream.ToArray()).Tensors[1];
        Assert.Equal(type, back.DType);
        Assert.Equal(0, (back.ToTensor().To(ScalarType.Float64) - values.To(ScalarType.Float64)).Abs().Max().Item());
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,16]}}""", "cut short")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", "another size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "starts at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""", "F8_E4M3")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,8],"data_offsets":[0,8]}}""", "another size")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", "header is not")]
    [InlineData("""{"a":""", "header is not")]
    public void A_damaged_file_is_refused_by_name(string header, string why)
    {
        var error = Assert.Throws<DataException>(() => Read(File(header, new byte[8])));
        Assert.StartsWith("test.safetensors: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lengths_that_cannot_be_are_refused()
    {
        Assert.Throws<DataException>(() => Read([1, 2, 3]));
        Assert.Throws<DataException>(() => Read([255, 255, 255, 255, 255, 255, 255, 255, 0]));
        Assert.Throws<InputMissingException>(() => SafeTensorsReader.Read("/nowhere/weights.safetensors"));
    }
}
