namespace Undercurrent.Durability.Tasks;

/// <summary>Work that takes a while and no processor: a load without length leaves nothing to kill in the middle.</summary>
internal static class Work
{
    public static Task ForAsync(TimeSpan length, CancellationToken cancellationToken) => Task.Delay(length, TimeProvider.System, cancellationToken);
}
