using Undercurrent.Records;

namespace Undercurrent.Execution;

/// <summary>
/// The keys that the actions above a call hold. A call of the same key below them must not wait for its own ancestor: the
/// context is no part of the key, so a body may well call itself with the same inputs.
/// </summary>
internal static class CacheHolds
{
    private const char Separator = ' ';

    public static bool Has(ActionCall call, CacheKey key) =>
        call.CacheHolds is { } held && held.Contains(key.ToString(), StringComparison.Ordinal);

    public static ActionCall With(ActionCall call, CacheKey key) =>
        call with { CacheHolds = call.CacheHolds is null ? key.ToString() : call.CacheHolds + Separator + key };
}
