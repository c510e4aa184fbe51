using System.Text.Json;
using Undercurrent.Records;

namespace Undercurrent.Web.Contract;

/// <summary>Puts events into the contract's form.</summary>
internal static class EventMapping
{
    public static EventJson ToJson(this RunEvent happened) => new()
    {
        Sequence = happened.Sequence,
        At = happened.At,
        Kind = happened.Kind,
        ActionId = happened.ActionId?.ToString(),
        Task = happened.Task,
        Attempt = happened.Attempt == 0 ? null : happened.Attempt,
        State = happened.State,
        Level = happened.Level is { } level ? JsonNamingPolicy.CamelCase.ConvertName(level.ToString()) : null,
        Message = happened.Message,
    };
}
