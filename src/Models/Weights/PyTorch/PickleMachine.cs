using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Rossby.Core;

namespace Rossby.Models;

/// <summary>
/// Python's pickle machine (Lib/pickletools.py lists its operations), reduced to what a file of tensors needs: numbers, strings, lists, tuples,
/// dictionaries, and the few names of <see cref="PickleGlobals"/>. Whatever else a pickle asks for is refused by name; nothing of it is ever called.
/// </summary>
/// <param name="file">What errors call the file.</param>
/// <param name="input">At the pickle's first byte; left behind its last.</param>
/// <param name="storage">Makes a storage of the persistent id by which torch names it.</param>
internal sealed class PickleMachine(string file, Stream input, Func<IReadOnlyList<object?>, PickledStorage> storage)
{
    // Far above what a dictionary of tensors holds, and small enough that a hostile length does no harm.
    const int LongestString = 1 << 26;
    static readonly UTF8Encoding utf8 = new(false, throwOnInvalidBytes: true);

    readonly List<object?> stack = [];
    readonly Stack<int> marks = new();
    readonly Dictionary<long, object?> memo = [];

    /// <summary>The object that the pickle describes.</summary>
    /// <exception cref="DataException">It is damaged, or asks for something that is not a tensor.</exception>
    public object? Run()
    {
        while (true)
        {
            char operation = (char)Byte();
            if (operation == '.') return Pop();
            Do(operation);
        }
    }

    void Do(char operation)
    {
        switch (operation)
        {
            case '\x80': Require(Byte() <= 5, "its protocol is not one of pickle's"); break;
            case '\x95': Bytes(8); break;
            case '(': marks.Push(stack.Count); break;
            case '0': Pop(); break;
            case '1': ToMark(); break;
            case '2': Push(Top()); break;

            case 'N': Push(null); break;
            case '\x88': Push(true); break;
            case '\x89': Push(false); break;
            case 'J': Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4))); break;
            case 'K': Push((long)Byte()); break;
            case 'M': Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2))); break;
            // More than 64 bits has only the magic number of the legacy format.
            case '\x8a': { var value = new BigInteger(Bytes(Byte())); Push(value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value); break; }
            case 'G': Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8))); break;
            case 'I': Push(Integer(Line())); break;
            case 'L': Push(Integer(Line().TrimEnd('L'))); break;

            case 'X': Push(Text(Length4())); break;
            case '\x8c': Push(Text(Byte())); break;
            case '\x8d': Push(Text(Length8())); break;
            case 'T': Push(Text(Length4())); break;
            case 'U': Push(Text(Byte())); break;
            case 'B': Push(Bytes(Length4())); break;
            case 'C': Push(Bytes(Byte())); break;

            case ')': Push(new PickledTuple([])); break;
            case '\x85': Tuple(1); break;
            case '\x86': Tuple(2); break;
            case '\x87': Tuple(3); break;
            case 't': Push(new PickledTuple([.. ToMark()])); break;
            case ']': Push(new List<object?>()); break;
            case 'l': Push(ToMark()); break;
            case 'a': { var item = Pop(); Top<List<object?>>().Add(item); break; }
            case 'e': { var items = ToMark(); Top<List<object?>>().AddRange(items); break; }
            case '}': Push(new PickledDictionary()); break;
            case 'd': { var items = ToMark(); Push(new PickledDictionary()); SetItems(items); break; }
            case 's': { object? value = Pop(), key = Pop(); SetItems([key, value]); break; }
            case 'u': SetItems(ToMark()); break;

            case 'q': memo[Byte()] = Top(); break;
            case 'r': memo[Length4()] = Top(); break;
            case 'p': memo[Integer(Line())] = Top(); break;
            case '\x94': memo[memo.Count] = Top(); break;
            case 'h': Push(Recall(Byte())); break;
            case 'j': Push(Recall(Length4())); break;
            case 'g': Push(Recall(Integer(Line()))); break;

            case 'c': { string module = Line(); Push(PickleGlobals.Find(file, module, Line())); break; }
            case '\x93': { string name = Pop<string>(), module = Pop<string>(); Push(PickleGlobals.Find(file, module, name)); break; }
            case 'Q': Push(storage(Pop<PickledTuple>().Items)); break;
            case 'R': { var arguments = Pop<PickledTuple>(); Push(Pop<PickledName>().Build(file, arguments.Items)); break; }
            case 'b': Build(Pop()); break;

            case 'i': { string module = Line(); throw PickleGlobals.Refused(file, module, Line()); }
            case 'o' or '\x81' or '\x92': throw Bad($"it makes objects by the operation {(int)operation:x2}, which no file of tensors needs");
            default: throw Bad($"it holds the operation {(int)operation:x2}, which no file of tensors needs");
        }
    }

    // What an ordered dictionary carries besides its items: versions of modules, of no use here.
    void Build(object? state)
    {
        if (Top() is not PickledDictionary || state is not (PickledDictionary or null)) throw Bad("it sets the state of something that is no dictionary");
    }

    void SetItems(List<object?> items)
    {
        Require(items.Count % 2 == 0, "a dictionary's keys and values do not pair");
        var dictionary = Top<PickledDictionary>();
        for (int i = 0; i < items.Count; i += 2) dictionary.Items.Add((items[i], items[i + 1]));
    }

    void Tuple(int count)
    {
        Require(stack.Count >= count, "it takes from an empty stack");
        object?[] items = [.. stack.GetRange(stack.Count - count, count)];
        stack.RemoveRange(stack.Count - count, count);
        Push(new PickledTuple(items));
    }

    List<object?> ToMark()
    {
        Require(marks.TryPop(out int mark) && mark <= stack.Count, "it looks for a mark that is not there");
        var items = stack.GetRange(mark, stack.Count - mark);
        stack.RemoveRange(mark, stack.Count - mark);
        return items;
    }

    object? Recall(long index) => memo.TryGetValue(index, out object? value) ? value : throw Bad($"it recalls entry {index}, which it never stored");

    void Push(object? value) => stack.Add(value);

    object? Top() => stack.Count > 0 ? stack[^1] : throw Bad("it takes from an empty stack");

    T Top<T>() => Top() is T value ? value : throw Bad($"it uses a {Top()?.GetType().Name ?? "None"} as {typeof(T).Name}");

    object? Pop()
    {
        object? value = Top();
        stack.RemoveAt(stack.Count - 1);
        return value;
    }

    T Pop<T>() => Pop() is T value ? value : throw Bad($"it does not give a {typeof(T).Name} where one is needed");

    byte Byte() => input.ReadByte() is var value and >= 0 ? (byte)value : throw Bad("it is cut short");

    byte[] Bytes(int count)
    {
        if (count is < 0 or > LongestString || count > input.Length - input.Position) throw Bad("it is cut short, or a length in it is absurd");
        byte[] bytes = new byte[count];
        input.ReadExactly(bytes);
        return bytes;
    }

    int Length4() => BinaryPrimitives.ReadInt32LittleEndian(Bytes(4));

    int Length8() => BinaryPrimitives.ReadInt64LittleEndian(Bytes(8)) is var length and >= 0 and <= LongestString ? (int)length : throw Bad("a length in it is absurd");

    string Text(int count)
    {
        byte[] bytes = Bytes(count);
        try
        {
            return utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Bad("a string in it is no UTF-8");
        }
    }

    string Line()
    {
        var line = new StringBuilder();
        while (Byte() is var c and not (byte)'\n')
        {
            line.Append((char)c);
            Require(line.Length < 10_000, "a line in it is absurdly long");
        }
        return line.ToString();
    }

    long Integer(string text) => long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out long value) ? value : throw Bad($"'{text}' in it is no number");

    void Require(bool holds, string otherwise)
    {
        if (!holds) throw Bad(otherwise);
    }

    DataException Bad(string why) => new($"{file}: not a PyTorch file that can be read: in its pickle, {why}.");
}
