namespace Undercurrent.Storage.Tests.Support;

/// <summary>How a test wants a store opened; a store without an option ignores it.</summary>
internal sealed record StoreSetup
{
    public static readonly StoreSetup Default = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long an attempt has run when its start is written; zero: at once, and the start waits for it.</summary>
    public TimeSpan StartedAfter { get; init; } = TimeSpan.Zero;

    /// <summary>With what sensitive values are encrypted; null for not at all.</summary>
    public byte[]? SensitiveValuesKey { get; init; }

    /// <summary>What cached results may take together.</summary>
    public long MaxCacheBytes { get; init; } = long.MaxValue;

    /// <summary>Whether outcomes are durable only some time after they were taken.</summary>
    public bool IsRelaxed { get; init; }
}
