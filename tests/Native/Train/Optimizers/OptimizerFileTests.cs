using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>An optimizer goes on from its file with the same bits, and from no other's.</summary>
[LeakCheck]
public sealed class OptimizerFileTests
{
    [Theory]
    [MemberData(nameof(OptimizerTests.Cases), MemberType = typeof(OptimizerTests))]
    public void Taken_up_from_its_file_it_ends_with_the_same_bits(int index, string section)
    {
        using var folder = new TemporaryFolder();
        var config = OptimizerCase.Read(section);
        using var whole = new OptimizerCase(config, ScalarType.Float32);
        whole.Steps(1, 20);
        using var first = new OptimizerCase(config, ScalarType.Float32);
        first.Steps(1, 9);
        string file = Save(folder[$"{index}"], first);
        using var second = new OptimizerCase(config, ScalarType.Float32);
        using (TensorScope.Begin())
        {
            foreach (var (to, from) in second.Parameters.Zip(first.Parameters)) to.Assign(from.Value);
        }
        OptimizerFile.Load(file, second.Optimizer);
        second.Steps(10, 20);
        Assert.Equal(whole.Weights(), second.Weights());
        Assert.Equal(whole.Parameters.Select(p => p.Checksum()), second.Parameters.Select(p => p.Checksum()));
    }

    [Theory]
    [InlineData("""{ "name": "adamw" }""", """{ "name": "lamb" }""", "holds the state of adamw, and this run trains with lamb")]
    [InlineData("""{ "name": "sgd" }""", """{ "name": "adam" }""", "holds the state of sgd, and this run trains with adam")]
    [InlineData("""{ "name": "sgd", "momentum": 0 }""", """{ "name": "sgd" }""", "holds no conv.weight.momentum_buffer of shape [2, 3, 3, 5]")]
    [InlineData("""{ "name": "sgd" }""", """{ "name": "sgd", "momentum": 0 }""", "holds 4 tensors where sgd keeps 0")]
    public void The_file_of_another_optimizer_is_refused_with_a_sentence(string saved, string wanted, string sentence)
    {
        using var folder = new TemporaryFolder();
        string file;
        using (var writer = new OptimizerCase(OptimizerCase.Read(saved), ScalarType.Float32)) file = Save(folder["last"], writer);
        using var reader = new OptimizerCase(OptimizerCase.Read(wanted), ScalarType.Float32);
        var e = Assert.Throws<DataException>(() => OptimizerFile.Load(file, reader.Optimizer));
        Assert.StartsWith($"{file}: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(sentence, e.Message, StringComparison.Ordinal);
    }

    static string Save(string path, OptimizerCase of)
    {
        var files = new CheckpointFiles(new(path));
        OptimizerFile.Write(files, new StateSnapshot(of.Parameters, of.Optimizer.State, threads: 1).Optimizer, of.Optimizer.Name);
        return files.Folder.Optimizer;
    }
}
