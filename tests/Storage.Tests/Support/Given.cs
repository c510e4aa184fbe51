using System.Text;
using Undercurrent.Execution;
using Undercurrent.Records;

namespace Undercurrent.Storage.Tests.Support;

/// <summary>Short ways to what many tests begin with.</summary>
internal static class Given
{
    // Odd to the last tick: a store that rounds is found out.
    public static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    public static readonly ContextOrigin ByAda = ContextOrigin.Launch("ada");

    private static int _ids;

    /// <summary>A text that no other test has, so that tests can share a store.</summary>
    public static string Unique(string prefix = "run") => string.Create(null, $"{prefix}{Interlocked.Increment(ref _ids):d6}");

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static CustomContext Context(params ContextChange[] changes) => ContextMerge.Apply(CustomContext.Empty, changes, ByAda);

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A JSON string that has this size in bytes; no stretch of it equals another.</summary>
    public static ReadOnlyMemory<byte> JsonOfSize(int bytes)
    {
        var json = new byte[bytes];
        for (var index = 0; index < bytes; index++)
        {
            json[index] = (byte)('a' + (((index * 31) + (index / 251)) % 26));
        }

        json[0] = json[^1] = (byte)'"';
        return json;
    }

    public static RunLaunch Launch(string? id = null, string task = "own.task", DateTimeOffset? at = null, CustomContext? context = null) => new()
    {
        RunId = RunId.Parse(id ?? Unique()),
        Task = task,
        Inputs = Json("[]"),
        Context = context ?? CustomContext.Empty,
        Labels = new Dictionary<string, string>(),
        LaunchedBy = "ada",
        LaunchedAt = at ?? Noon,
        Token = Unique("token"),
    };

    /// <summary>A call that the action <paramref name="parent"/> makes; called <paramref name="number"/> seconds past noon.</summary>
    public static ActionCall Child(ActionCall parent, int number) => parent with
    {
        ActionId = ActionId(number),
        ParentId = parent.ActionId,
        Task = "own.child",
        Depth = parent.Depth + 1,
        CalledAt = At(number),
    };

    public static ActionId ActionId(int number, int ordinal = 0) => new((UInt128)number, ordinal);

    public static CacheKey CacheKey(string name) => Records.CacheKey.Hash(Encoding.UTF8.GetBytes(name));

    public static CacheEntry CacheEntry(string name, string json = "1") => new()
    {
        Key = CacheKey(name),
        Task = "own.task",
        Source = new ActionSource(RunId.Parse("source"), ActionId(7, 1)),
        CreatedAt = Noon,
        Output = Json(json),
    };

    public static TaskFailure Failure(string message = "broke", TaskFailure? cause = null) =>
        new() { Type = "System.InvalidOperationException", Message = message, Cause = cause };

    public static Outcome Succeeded(string json = "1") => Outcome.Succeeded(Json(json));

    public static Outcome Failed(string message = "broke") => Outcome.Failed(Failure(message));

    public static Outcome Lost(string message = "the silo is gone") => Outcome.Lost(Failure(message));
}
