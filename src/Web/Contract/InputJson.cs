using System.Text.Json;

namespace Undercurrent.Web.Contract;

/// <summary>An input of a task.</summary>
/// <param name="Name">The parameter's name.</param>
/// <param name="Type">Its .NET type.</param>
/// <param name="AcceptsNull">Whether it may be null.</param>
/// <param name="Schema">The JSON Schema of its values.</param>
public sealed record InputJson(string Name, string Type, bool AcceptsNull, JsonElement Schema);
