using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Undercurrent.Execution;

/// <summary>The JSON contract of the values of a type: checked once, as those of tasks are when they are defined.</summary>
/// <typeparam name="TValue">The type.</typeparam>
internal static class StepValue<TValue>
{
    // An environment's options, which are nearly always the same ones.
    private static JsonTypeInfo<TValue>? _checked;

    /// <exception cref="TaskDefinitionException">The type can't travel as JSON.</exception>
    public static JsonTypeInfo<TValue> ContractFor(JsonSerializerOptions options, string what)
    {
        if (Volatile.Read(ref _checked) is { } known && ReferenceEquals(known.Options, options))
        {
            return known;
        }

        var contract = TaskJson.ContractFor<TValue>(options, what);
        Volatile.Write(ref _checked, contract);
        return contract;
    }
}
