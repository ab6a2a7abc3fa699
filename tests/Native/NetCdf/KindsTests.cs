using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.NetCdf;

/// <summary>Files of every kind that climate centres write (kinds.py): each value is what netCDF4-python or h5py makes of it, or refused with the reason.</summary>
public sealed class KindsTests(KindsTests.Written written) : IClassFixture<KindsTests.Written>
{
    // By file: the variables that cannot be read, and the reason that the message must give.
    static readonly Dictionary<string, (string Variable, string Reason)[]> NetCdf = new()
    {
        ["chunks.nc"] = [],
        ["groups.nc"] = [],
        ["unsigned.nc"] = [],
        ["missing.nc"] = [],
        ["types.nc"] = [("wind", "its elements are compounds"), ("list", "its elements are sequences of variable length")],
        ["names.nc"] = [],
        ["netcdf3_classic.nc"] = [],
        ["netcdf3_classic_alone.nc"] = [],
        ["netcdf3_classic_empty.nc"] = [],
        ["netcdf3_64bit_offset.nc"] = [],
        ["netcdf3_64bit_offset_alone.nc"] = [],
        ["netcdf3_64bit_offset_empty.nc"] = [],
        ["netcdf3_64bit_data.nc"] = [],
        ["netcdf3_64bit_data_alone.nc"] = [],
        ["netcdf3_64bit_data_empty.nc"] = [],
        ["block.h5"] = [],
        ["parts_0.h5"] = [],
        ["szip.h5"] = [],
        ["zstd.h5"] = [("T", "zstd (HDF5 filter 32015)")],
        ["blosc.h5"] = [("T", "blosc (HDF5 filter 32001)")],
        ["zfp.h5"] = [("T", "zfp (HDF5 filter 32013)")],
        ["unknown.h5"] = [("T", "HDF5 filter 400")],
    };

    static readonly Dictionary<string, (string Variable, string Reason)[]> Hdf5 = new()
    {
        ["earliest.h5"] = Peculiar,
        ["latest.h5"] = Peculiar,
        ["parts.h5"] =
        [
            ("external_pipe", "its values lie in"), ("external_pipe", "which is a pipe, not a file"), ("external_device", "its values lie in /dev/zero, which is a device, not a file"),
            ("virtual_pipe", "its values lie in pipe, which is a pipe, not a file"), ("external", "unable to open external raw data file"), ("virtual", "it is pieced together from no-such-file.h5, which is not there"),
        ],
    };

    static (string, string)[] Peculiar =>
    [
        ("complex", "its elements are compounds"), ("tuples", "its elements are arrays"), ("opaque", "its elements are opaque bytes"),
        ("reference", "its elements are references"), ("empty", "it is declared empty"),
    ];

    public static TheoryData<string> NetCdfFiles => [.. NetCdf.Keys];

    public static TheoryData<string> Hdf5Files => [.. Hdf5.Keys];

    [Theory]
    [MemberData(nameof(NetCdfFiles))]
    public void Every_variable_equals_netCDF4_python(string name)
    {
        string path = written.Folder[name];
        Compare(path, Referee.RunFile("NetCdf/decoded.py", path), RealFileTests.Line, NetCdf[name]);
    }

    [Theory]
    [MemberData(nameof(Hdf5Files))]
    public void Every_dataset_equals_h5py(string name)
    {
        string path = written.Folder[name];
        Compare(path, Referee.RunFile("NetCdf/kinds_hdf5.py", path), variable =>
            variable.Refusal != null || variable.Name == "external" ? $"{variable.Name} unreadable"
            : variable.Type is NetCdfType.Char or NetCdfType.String ? $"{variable.Name} text"
            : $"{variable.Name} [{string.Join(", ", variable.Shape)}] {RealFileTests.Md5(MemoryMarshal.AsBytes<float>(variable.ReadDecoded()))}", Hdf5[name]);
    }

    [Fact]
    public void A_file_whose_writer_died_is_refused_with_the_reason()
    {
        string message = Assert.Throws<DataException>(() => NetCdfFile.Open(written.Folder["swmr.h5"])).Message;
        Assert.StartsWith(written.Folder["swmr.h5"], message, StringComparison.Ordinal);
        Assert.Contains("another program is writing it, or was stopped while it did", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_file_is_in_a_table() =>
        Assert.Equal(NetCdf.Keys.Concat(Hdf5.Keys).Append("swmr.h5").Order(), Directory.EnumerateFiles(written.Folder.Path).Select(p => Path.GetFileName(p)!).Where(n => n is not ("raw.bin" or "pipe")).Order());

    static void Compare(string path, string referee, Func<NetCdfVariable, string> line, (string Variable, string Reason)[] refused)
    {
        string[] expected = [.. referee.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];
        using var file = NetCdfFile.Open(path);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, file.Variables.Select(line).Order(StringComparer.Ordinal));
        foreach (var (name, reason) in refused)
        {
            string message = Assert.Throws<DataException>(() => file[name].ReadDoubles()).Message;
            Assert.Contains($"{path}: {name}: ", message, StringComparison.Ordinal);
            Assert.Contains(reason, message, StringComparison.Ordinal);
        }
    }

    /// <summary>The files, written once for all tests.</summary>
    public sealed class Written : IDisposable
    {
        public Written() => Referee.RunFile("NetCdf/kinds.py", Folder.Path);

        internal TemporaryFolder Folder { get; } = new();

        public void Dispose() => Folder.Dispose();
    }
}
