using System.Text.Json;

namespace Undercurrent;

/// <summary>An input of a task. Immutable; equal by name, type and whether it accepts null.</summary>
/// <param name="Name">The parameter's name in the body.</param>
/// <param name="Type">Its type.</param>
public sealed record TaskInput(string Name, Type Type)
{
    private readonly Lazy<JsonElement> _schema = new(TaskSchema.Anything);

    internal TaskInput(string name, Type type, Lazy<JsonElement> schema)
        : this(name, type) => _schema = schema;

    /// <summary>Whether null can be given for it: its parameter is nullable, or says nothing of null.</summary>
    public bool AcceptsNull { get; init; }

    /// <summary>
    /// The JSON Schema of what can be given for it, with the Json options of the task's environment; made when it is first
    /// asked for. A <see cref="System.ComponentModel.DescriptionAttribute"/> on the parameter, on a member or on a type
    /// becomes a <c>description</c>.
    /// </summary>
    /// <remarks>
    /// The schema <c>true</c>, which allows anything, stands where none can be made: for a type with a converter of its own,
    /// of which nothing is known but its code, also inside of another type's schema; and for the whole when the Json options
    /// preserve references, which a schema can't say, or the type nests deeper than they allow.
    /// </remarks>
    public JsonElement Schema => _schema.Value;

    /// <inheritdoc/>
    public bool Equals(TaskInput? other) => other is not null && (Name, Type, AcceptsNull) == (other.Name, other.Type, other.AcceptsNull);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Type, AcceptsNull);
}
