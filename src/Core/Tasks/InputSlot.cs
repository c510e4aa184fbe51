using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Undercurrent;

/// <summary>One input of a task: reads and writes it as JSON, with errors that name task, input and type.</summary>
internal sealed class InputSlot<T>(string task, string name, bool takesNull, JsonTypeInfo<T> contract, string? description)
{
    public TaskInput Description { get; } = new(name, typeof(T), TaskSchema.OfInput(contract, takesNull, description)) { AcceptsNull = takesNull };

    public void Write(Utf8JsonWriter writer, T value)
    {
        RefuseNull(value);
        try
        {
            JsonSerializer.Serialize(writer, value, contract);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(
                task, $"The input '{name}' ({typeof(T).Name}) of the task '{task}' can't be written as JSON: {JsonWords.Of(exception)}", exception);
        }
    }

    public T Read(ref Utf8JsonReader reader)
    {
        T value;
        try
        {
            value = JsonSerializer.Deserialize(ref reader, contract)!;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new TaskInputException(
                task, $"The input '{name}' of the task '{task}' can't be read as {typeof(T).Name}: {JsonWords.Of(exception)}", exception);
        }

        RefuseNull(value);
        return value;
    }

    // The serializer checks the members of a type for that; of the inputs themselves only their declaration knows.
    private void RefuseNull(T value)
    {
        if (value is null && !takesNull)
        {
            throw new TaskInputException(task, $"The input '{name}' of the task '{task}' is null; it is a {typeof(T).Name}, not a {typeof(T).Name}?.");
        }
    }
}
