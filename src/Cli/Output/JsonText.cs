using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>JSON for people.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true };

    /// <summary>Indented.</summary>
    public static string ForPeople(JsonElement json) => JsonSerializer.Serialize(json, Indented);

    /// <summary>As one line.</summary>
    public static string Line(JsonElement json) => JsonSerializer.Serialize(json, ContractJson.Options);
}
