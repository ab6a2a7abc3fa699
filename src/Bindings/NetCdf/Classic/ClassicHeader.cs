using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>
/// The header of a CDF-1, CDF-2 or CDF-5 file (netCDF Classic Format Specification; PnetCDF's CDF-5). Sizes of variables
/// are computed from the shapes, as the stored ones overflow for large variables.
/// </summary>
internal sealed class ClassicHeader
{
    const int DimensionTag = 10, VariableTag = 11, AttributeTag = 12;

    readonly string path;
    readonly byte version;
    readonly ClassicHeaderReader reader;

    ClassicHeader(SafeFileHandle file, string path, byte version)
    {
        this.path = path;
        this.version = version;
        reader = new ClassicHeaderReader(file, path, version == 5);
    }

    internal NetCdfFormat Format => version switch { 1 => NetCdfFormat.Classic, 2 => NetCdfFormat.Offset64, _ => NetCdfFormat.Data64 };

    internal List<ClassicVariableLayout> Layouts { get; } = [];

    /// <summary>Bytes from one record to the next.</summary>
    internal long RecordStride { get; private set; }

    internal static (ClassicHeader Header, NetCdfContents Contents) Read(SafeFileHandle file, string path, byte version, INetCdfStore store)
    {
        var header = new ClassicHeader(file, path, version);
        return (header, header.Read(RandomAccess.GetLength(file), store));
    }

    NetCdfContents Read(long fileLength, INetCdfStore store)
    {
        long records = reader.Records();
        var dimensions = Dimensions(out int recordDimension);
        var attributes = Attributes();
        var variables = Variables(dimensions, recordDimension);
        RecordStride = Stride();
        if (records < 0) records = StreamedRecords(fileLength);
        if (recordDimension >= 0) dimensions[recordDimension] = dimensions[recordDimension] with { Length = records };
        RequirePlaces(variables);
        RequireLength(variables, records, fileLength);
        return new NetCdfContents(dimensions,
            [.. variables.Select((v, i) => new NetCdfVariable(store, path, v.Name, v.Type, [.. v.Dimensions.Select(d => dimensions[d])], v.Attributes) { StoreId = i })],
            attributes);
    }

    List<NetCdfDimension> Dimensions(out int recordDimension)
    {
        recordDimension = -1;
        int count = List(DimensionTag, "dimensions");
        var dimensions = new List<NetCdfDimension>(count);
        for (int i = 0; i < count; i++)
        {
            string name = reader.Name();
            long length = reader.NonNegative($"the length of dimension {name}");
            if (length == 0) recordDimension = i;
            dimensions.Add(new NetCdfDimension(name, length, length == 0));
        }
        return dimensions;
    }

    NetCdfAttributes Attributes()
    {
        int count = List(AttributeTag, "attributes");
        var attributes = new List<NetCdfAttribute>(count);
        for (int i = 0; i < count; i++)
        {
            string name = reader.Name();
            var type = Type(name);
            byte[] values = reader.Padded(checked(reader.Count($"values of attribute {name}", type.Bytes()) * type.Bytes()));
            ByteOrder.Swap(values, type.Bytes());
            attributes.Add(new NetCdfAttribute(name, type, values));
        }
        return new NetCdfAttributes(attributes);
    }

    List<(string Name, NetCdfType Type, int[] Dimensions, NetCdfAttributes Attributes)> Variables(List<NetCdfDimension> dimensions, int recordDimension)
    {
        int count = List(VariableTag, "variables");
        var variables = new List<(string, NetCdfType, int[], NetCdfAttributes)>(count);
        for (int i = 0; i < count; i++)
        {
            string name = reader.Name();
            int[] ids = new int[reader.Count($"dimensions of {name}", 4)];
            for (int d = 0; d < ids.Length; d++)
            {
                long id = reader.NonNegative($"a dimension of {name}");
                ids[d] = id < dimensions.Count ? (int)id : throw reader.Damaged($"{name} has dimension number {id} of {dimensions.Count}");
                if (d > 0 && id == recordDimension) throw reader.Damaged($"{name} has the record dimension at place {d}");
            }
            var attributes = Attributes();
            var type = Type(name);
            reader.Skip();
            long begin = reader.Offset(version != 1);
            bool isRecord = ids.Length > 0 && ids[0] == recordDimension;
            long bytes = type.Bytes();
            try
            {
                foreach (int id in isRecord ? ids.AsSpan(1) : ids) bytes = checked(bytes * dimensions[id].Length);
            }
            catch (OverflowException)
            {
                throw reader.Damaged($"{name} has more than 2^63 bytes");
            }
            Layouts.Add(new ClassicVariableLayout(begin, isRecord, bytes));
            variables.Add((name, type, ids, attributes));
        }
        return variables;
    }

    // A lone record variable is packed without padding; so says the specification.
    long Stride()
    {
        var records = Layouts.Where(l => l.IsRecord).ToList();
        return records is [var only] ? only.Bytes : records.Sum(l => l.PaddedBytes);
    }

    long StreamedRecords(long fileLength)
    {
        var records = Layouts.Where(l => l.IsRecord).ToList();
        if (RecordStride == 0) return 0;
        long begin = records.Min(l => l.Begin), last = records.Max(l => l.Begin + l.Bytes) - begin;
        return Math.Max(0, (fileLength - begin - last + RecordStride) / RecordStride);
    }

    // What begins within the header or within another variable would be read as numbers all the same.
    void RequirePlaces(List<(string Name, NetCdfType Type, int[] Dimensions, NetCdfAttributes Attributes)> variables)
    {
        long free = reader.Position;
        string before = "the header";
        foreach (int i in Enumerable.Range(0, Layouts.Count).Where(i => Layouts[i].Bytes > 0).OrderBy(i => Layouts[i].Begin))
        {
            var layout = Layouts[i];
            if (layout.Begin < free) throw reader.Damaged($"{variables[i].Name} begins at byte {layout.Begin}, within {before}, which ends at byte {free}");
            // Bounds of what overflows are told below, with the file's length.
            if (layout.Bytes <= long.MaxValue - layout.Begin) (free, before) = (layout.Begin + layout.Bytes, variables[i].Name);
        }
    }

    // libnetcdf hands out zeros for what lies beyond the end of a file. The padding after the very last value may be missing.
    void RequireLength(List<(string Name, NetCdfType Type, int[] Dimensions, NetCdfAttributes Attributes)> variables, long records, long fileLength)
    {
        foreach (int i in Enumerable.Range(0, Layouts.Count).OrderBy(i => Layouts[i].Begin))
        {
            var layout = Layouts[i];
            if (layout.IsRecord && records == 0) continue;
            long end;
            try
            {
                end = checked(layout.Begin + layout.Bytes + (layout.IsRecord ? (records - 1) * RecordStride : 0));
            }
            catch (OverflowException)
            {
                throw reader.Damaged($"{variables[i].Name} has more than 2^63 bytes");
            }
            if (layout.Begin < 0 || (layout.Bytes > 0 && end > fileLength))
                throw new DataException($"{path}: cut short: it has {fileLength} bytes, and variable {variables[i].Name} reaches to byte {end}");
        }
    }

    int List(int tag, string what)
    {
        int seen = reader.Word();
        int count = reader.Count(what, 8);
        return seen == tag || (seen == 0 && count == 0) ? count : throw reader.Damaged($"tag {seen} where the {what} should be");
    }

    NetCdfType Type(string name)
    {
        int type = reader.Word();
        return type >= 1 && type <= (version == 5 ? 11 : 6) ? (NetCdfType)type : throw reader.Damaged($"{name} has type {type}");
    }
}
