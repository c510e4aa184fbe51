using System.ComponentModel;
using System.Reflection;

namespace Undercurrent;

/// <summary>What all forms of a task's definition have in common, already checked.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Name">The full name.</param>
/// <param name="Options">The options.</param>
/// <param name="DefinedAt">Where.</param>
/// <param name="IsBlocking">Whether the body is synchronous.</param>
/// <param name="Body">The body's method, for the names of its parameters.</param>
internal sealed record TaskSpec(
    TaskEnvironment Environment, string Name, TaskOptions Options, SourceLocation DefinedAt, bool IsBlocking, MethodInfo Body)
{
    public InputSlot<T> Input<T>(int position)
    {
        var parameter = Body.GetParameters()[position];
        var name = parameter.Name ?? $"input{position + 1}";
        var takesNull = new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull;
        var contract = TaskJson.ContractFor<T>(Environment.Json, $"The input '{name}' of the task '{Name}' ({DefinedAt})");
        return new InputSlot<T>(Name, name, takesNull, contract, parameter.GetCustomAttribute<DescriptionAttribute>()?.Description);
    }
}
