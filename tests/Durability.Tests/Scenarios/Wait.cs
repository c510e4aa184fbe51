namespace Undercurrent.Durability;

/// <summary>Waits for a scenario's own length: how long a silo stands still, or the database is away. Never for something to happen.</summary>
internal static class Wait
{
    public static Task ForAsync(TimeSpan length) => Task.Delay(length, TimeProvider.System);
}
