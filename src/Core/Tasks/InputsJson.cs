using System.Buffers;
using System.Text.Json;

namespace Undercurrent;

/// <summary>The JSON array that carries a call's inputs, in order.</summary>
internal static class InputsJson
{
    // One buffer and writer for each thread: writing is synchronous, so nobody else uses them meanwhile.
    private const int KeptCapacity = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static readonly byte[] None = "[]"u8.ToArray();

    public static byte[] Write<TState>(TState state, Action<Utf8JsonWriter, TState> writeInputs)
    {
        // Taken, not shared: a converter of the user's that itself calls a task finds none and makes its own.
        var buffer = _buffer ?? new ArrayBufferWriter<byte>(256);
        var writer = _writer ?? new Utf8JsonWriter(buffer);
        (_buffer, _writer) = (null, null);
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        writer.WriteStartArray();
        writeInputs(writer, state);
        writer.WriteEndArray();
        writer.Flush();
        var json = buffer.WrittenSpan.ToArray();
        if (buffer.Capacity <= KeptCapacity)
        {
            (_buffer, _writer) = (buffer, writer);
        }

        return json;
    }

    /// <summary>Checks that there are as many inputs as expected, and stands on the first.</summary>
    public static Utf8JsonReader Begin(TaskDefinition task, ReadOnlyMemory<byte> inputs)
    {
        var expected = task.Inputs.Count;
        var options = task.Environment.JsonReading;
        CheckCount(task.Name, inputs.Span, expected, options);
        var reader = new Utf8JsonReader(inputs.Span, options);
        reader.Read();
        if (expected > 0)
        {
            reader.Read();
        }

        return reader;
    }

    private static void CheckCount(string task, ReadOnlySpan<byte> inputs, int expected, JsonReaderOptions options)
    {
        var count = 0;
        try
        {
            var reader = new Utf8JsonReader(inputs, options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                throw new TaskInputException(task, $"The inputs of the task '{task}' are a JSON array with one element for each input; this begins otherwise.");
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                count++;
                reader.Skip();
            }

            // Throws on anything behind the array.
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw new TaskInputException(task, $"The inputs of the task '{task}' are no valid JSON: {exception.Message}", exception);
        }

        if (count != expected)
        {
            throw new TaskInputException(task, $"The task '{task}' takes {Inputs(expected)}, not {count}.");
        }
    }

    private static string Inputs(int count) => count switch { 0 => "no inputs", 1 => "1 input", _ => $"{count} inputs" };
}
