using System.Runtime.InteropServices;

namespace SupportDashboard.Sessions.Columns;

/// <summary>Writes and reads many numbers at once, each in as few bytes as the widest of them needs.</summary>
internal static class PackedNumbers
{
    /// <summary>Writes the count, the least number, the width, and every number's distance from the least.</summary>
    public static void Write(BinaryWriter writer, ReadOnlySpan<long> numbers)
    {
        var (least, greatest) = (numbers.Length == 0 ? 0 : long.MaxValue, numbers.Length == 0 ? 0 : long.MinValue);
        foreach (var number in numbers)
        {
            (least, greatest) = (Math.Min(least, number), Math.Max(greatest, number));
        }

        var range = unchecked((ulong)greatest - (ulong)least);
        var width = range <= byte.MaxValue ? 1 : range <= ushort.MaxValue ? 2 : range <= uint.MaxValue ? 4 : 8;
        writer.Write(numbers.Length);
        writer.Write(least);
        writer.Write((byte)width);
        switch (width)
        {
            case 1: WriteAs(writer, numbers, least, static value => (byte)value); break;
            case 2: WriteAs(writer, numbers, least, static value => (ushort)value); break;
            case 4: WriteAs(writer, numbers, least, static value => (uint)value); break;
            default: WriteAs(writer, numbers, least, static value => value); break;
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The file ends too early.</exception>
    /// <exception cref="InvalidDataException">It says what cannot be.</exception>
    public static long[] Read(BinaryReader reader)
    {
        var numbers = new long[Count(reader, reader.ReadInt32())];
        var least = reader.ReadInt64();
        switch (reader.ReadByte())
        {
            case 1: ReadAs<byte>(reader, numbers, least, static value => value); break;
            case 2: ReadAs<ushort>(reader, numbers, least, static value => value); break;
            case 4: ReadAs<uint>(reader, numbers, least, static value => value); break;
            case 8: ReadAs<ulong>(reader, numbers, least, static value => value); break;
            default: throw new InvalidDataException("Numbers of an unknown width.");
        }

        return numbers;
    }

    /// <summary>Writes values as they are in memory, with their count before.</summary>
    public static void WriteRaw<T>(BinaryWriter writer, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values));
    }

    /// <summary>Reads what <see cref="WriteRaw"/> wrote.</summary>
    /// <exception cref="EndOfStreamException">The file ends too early.</exception>
    /// <exception cref="InvalidDataException">It says what cannot be.</exception>
    public static T[] ReadRaw<T>(BinaryReader reader)
        where T : unmanaged
    {
        var values = GC.AllocateUninitializedArray<T>(Count(reader, reader.ReadInt32()));
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    // Every entry takes a byte at least: a broken count is no reason to ask for all memory there is.
    private static int Count(BinaryReader reader, int count) =>
        count >= 0 && count <= reader.BaseStream.Length ? count : throw new InvalidDataException("More entries than the file has room for.");

    private static void WriteAs<T>(BinaryWriter writer, ReadOnlySpan<long> numbers, long least, Func<ulong, T> narrow)
        where T : unmanaged
    {
        var narrowed = GC.AllocateUninitializedArray<T>(numbers.Length);
        for (var at = 0; at < numbers.Length; at++)
        {
            narrowed[at] = narrow(unchecked((ulong)numbers[at] - (ulong)least));
        }

        writer.Write(MemoryMarshal.AsBytes(narrowed.AsSpan()));
    }

    private static void ReadAs<T>(BinaryReader reader, long[] numbers, long least, Func<T, ulong> widen)
        where T : unmanaged
    {
        var narrowed = GC.AllocateUninitializedArray<T>(numbers.Length);
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(narrowed.AsSpan()));
        for (var at = 0; at < numbers.Length; at++)
        {
            numbers[at] = unchecked((long)(widen(narrowed[at]) + (ulong)least));
        }
    }
}
