using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Undercurrent;

/// <summary>One input of a task: reads and writes it as JSON, with errors that name task, input and type.</summary>
internal sealed class InputSlot<T>(string task, string name, JsonTypeInfo<T> contract)
{
    public TaskInput Description { get; } = new(name, typeof(T));

    public void Write(Utf8JsonWriter writer, T value)
    {
        try
        {
            JsonSerializer.Serialize(writer, value, contract);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(
                task, $"The input '{name}' ({typeof(T).Name}) of the task '{task}' can't be written as JSON: {exception.Message}", exception);
        }
    }

    public T Read(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonSerializer.Deserialize(ref reader, contract)!;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(
                task, $"The input '{name}' of the task '{task}' can't be read as {typeof(T).Name}: {exception.Message}", exception);
        }
    }
}
