using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class PyTorchFileTests
{
    // One of each type; a view, a transposed matrix and two tensors over one storage.
    const string Save = """
        base = torch.arange(24, dtype=torch.float32)
        state = collections.OrderedDict([
            ('f', torch.linspace(-1, 1, 7)), ('d', torch.linspace(-1, 1, 5, dtype=torch.float64)), ('h', torch.tensor([0.5, -2], dtype=torch.float16)),
            ('b', torch.tensor([1.5, -3], dtype=torch.bfloat16)), ('i', torch.tensor(1500)), ('u', torch.tensor([[1, 255]], dtype=torch.uint8)),
            ('t', torch.tensor([True, False])), ('first', base[:6].view(2, 3)), ('second', base[6:]), ('transposed', base.view(4, 6).t()),
            ('parameter', torch.nn.Parameter(torch.ones(3, 1, 2, 2))), ('empty', torch.zeros(0, 3))])
        state._metadata = collections.OrderedDict([('', {'version': 1})])
        """;

    static void Check(IReadOnlyList<SafeTensor> tensors, string prefix = "")
    {
        Assert.Equal(["f", "d", "h", "b", "i", "u", "t", "first", "second", "transposed", "parameter", "empty"], tensors.Select(t => t.Name[prefix.Length..]));
        double[] Values(int i) => tensors[i].ToTensor().To(ScalarType.Float64).ToArray<double>();
        Assert.Equal([-1, -2 / 3.0, -1 / 3.0, 0, 1 / 3.0, 2 / 3.0, 1], Values(0).Select(v => Math.Round(v * 3) / 3));
        Assert.Equal([-1, -0.5, 0, 0.5, 1], Values(1));
        Assert.Equal([0.5, -2], Values(2));
        Assert.Equal([1.5, -3], Values(3));
        Assert.Equal((1500.0, 0), (Values(4).Single(), tensors[4].Shape.Count));
        Assert.Equal([1, 255], Values(5));
        Assert.Equal([1, 0], Values(6));
        Assert.Equal([0, 1, 2, 3, 4, 5], Values(7));
        Assert.Equal(Enumerable.Range(6, 18).Select(v => (double)v), Values(8));
        Assert.Equal(Enumerable.Range(0, 24).Select(i => (double)(i % 4 * 6 + i / 4)), Values(9));
        Assert.Equal([3L, 1, 2, 2], tensors[10].Shape);
        Assert.Equal([0L, 3], tensors[11].Shape);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_torch_saves_is_read_whatever_the_format(bool zip)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "state.pth");
        TorchReferee.Run(Save + "\ntorch.save(state, a[0], _use_new_zipfile_serialization=a[1] == 'True')", path, zip.ToString(CultureInfo.InvariantCulture));
        Check(PyTorchFile.Read(path));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_checkpoint_of_DeepCAM_gives_its_model_without_the_prefix_of_distributed_training(bool zip)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "model_step_3.cpt");
        TorchReferee.Run(Save + """

            layer = torch.nn.Linear(3, 2)
            optimizer = torch.optim.AdamW(layer.parameters())
            layer(torch.ones(1, 3)).sum().backward()
            optimizer.step()
            state = {'module.' + k: v for k, v in state.items()}
            torch.save({'step': 3, 'epoch': 1, 'model': state, 'optimizer': optimizer.state_dict()}, a[0], _use_new_zipfile_serialization=a[1] == 'True')
            """, path, zip.ToString(CultureInfo.InvariantCulture));
        Check(PyTorchFile.Read(path));
    }

    [Theory]
    [InlineData("os.system", "posix.system", true)]
    [InlineData("os.system", "posix.system", false)]
    // By its name of Python 2, as pickle's protocol 2 writes it.
    [InlineData("eval", "__builtin__.eval", true)]
    [InlineData("__import__('shutil').rmtree", "shutil.rmtree", false)]
    public void A_pickle_that_calls_anything_is_refused_by_name_and_nothing_is_run(string function, string name, bool zip)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "weights.pth"), mark = Path.Combine(folder.Path, "mark");
        TorchReferee.Run("""
            import os
            class Evil:
                def __reduce__(self): return (eval(a[1]), (f'touch {a[2]}',))
            torch.save(collections.OrderedDict([('weight', torch.ones(2)), ('evil', Evil())]), a[0], _use_new_zipfile_serialization=a[3] == 'True')
            """, path, function, mark, zip.ToString(CultureInfo.InvariantCulture));
        var error = Assert.Throws<DataException>(() => PyTorchFile.Read(path));
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(mark));
    }

    // A bare pickle, in each way that pickle has of naming things: no torch is needed to write them.
    [Theory]
    [InlineData("cos\nsystem\n(S'touch x'\ntR.", "os.system")]
    [InlineData("(ios\nsystem\n.", "os.system")]
    [InlineData("\x80\x04\x8c\x05posix\x8c\x06system\x93.", "posix.system")]
    [InlineData("\x80\u0002ctorch\nload\n.", "torch.load")]
    [InlineData("\x80\u0002ctorch._utils\n_rebuild_wrapper_subclass\n.", "torch._utils._rebuild_wrapper_subclass")]
    [InlineData("\x80\u0002ctorch\n__builtins__.eval\n.", "torch.__builtins__.eval")]
    public void Every_way_of_naming_a_function_is_refused(string pickle, string name)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "weights.pth");
        byte[] bytes = [.. pickle.Select(c => (byte)c)];
        File.WriteAllBytes(path, bytes[0] == 0x80 ? bytes : [0x80, 2, .. bytes]);
        Assert.Contains($"'{name}'", Assert.Throws<DataException>(() => PyTorchFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_module_is_refused_by_the_name_of_its_class()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "module.pth");
        TorchReferee.Run("torch.save(torch.nn.Linear(2, 2), a[0])", path);
        Assert.Contains("'torch.nn.modules.linear.Linear'", Assert.Throws<DataException>(() => PyTorchFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_bad_data_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string whole = Path.Combine(folder.Path, "state.pth"), damaged = Path.Combine(folder.Path, "damaged.pth");
        foreach (bool zip in new[] { true, false })
        {
            TorchReferee.Run(Save + "\ntorch.save(state, a[0], _use_new_zipfile_serialization=a[1] == 'True')", whole, zip.ToString(CultureInfo.InvariantCulture));
            byte[] bytes = File.ReadAllBytes(whole);
            Prop.ForAll<NonNegativeInt, byte, bool>((at, value, cut) =>
            {
                byte[] changed = cut ? bytes[..(at.Get * 37 % bytes.Length)] : [.. bytes];
                if (!cut) changed[at.Get * 37 % bytes.Length] = value;
                File.WriteAllBytes(damaged, changed);
                try
                {
                    PyTorchFile.Read(damaged);
                }
                catch (DataException)
                {
                    // As it should be; a changed value may also go unnoticed.
                }
            }).QuickCheckThrowOnFailure();
        }
    }

    [Theory]
    [InlineData("out.pth")]
    [InlineData("out.cpt")]
    public void What_we_write_torch_loads(string file)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, file);
        SafeTensor[] tensors =
        [
            SafeTensor.Of("a.weight", Numbers.Uniform(1, 2, 3, 1, 1).To(ScalarType.Float32)), SafeTensor.Of("a.count", Tensor.Full([], 7, ScalarType.Int64)),
            SafeTensor.Of("half", Tensor.Full([2], 0.5, ScalarType.BFloat16)),
        ];
        string? under = file.EndsWith(".cpt", StringComparison.Ordinal) ? "model" : null;
        PyTorchWriter.Write(path, tensors, under);
        double sum = tensors[0].ToTensor().To(ScalarType.Float64).Sum().Item();
        string said = TorchReferee.Run("""
            d = torch.load(a[0])
            d = d['model'] if a[0].endswith('.cpt') else d
            print(type(d).__name__, list(d), d['a.weight'].shape, repr(d['a.weight'].double().sum().item()), d['a.count'].item(), d['half'].dtype)
            """, path);
        Assert.Equal($"OrderedDict ['a.weight', 'a.count', 'half'] torch.Size([2, 3, 1, 1]) {sum.ToString("R", CultureInfo.InvariantCulture)} 7 torch.bfloat16", said);
        Assert.Equal(tensors.Select(t => t.Data.ToArray()), PyTorchFile.Read(path).Select(t => t.Data.ToArray()));
        byte[] first = File.ReadAllBytes(path);
        PyTorchWriter.Write(path, tensors, under);
        Assert.Equal(first, File.ReadAllBytes(path));
    }
}
