namespace Undercurrent.Grains.Placement;

/// <summary>
/// The keys of grains that are placed by key: <c>s.…</c> spread over the silos, <c>l.…</c> on the caller's silo,
/// <c>@address</c> on the silo with that address. Thread-safe.
/// </summary>
internal sealed class GrainKeys
{
    public const char Spread = 's';
    public const char Local = 'l';
    public const char OnSilo = '@';

    private readonly string _suffix;
    private long _last;

    /// <param name="unique">What no other silo, and no earlier start of this one, has.</param>
    public GrainKeys(string unique) => _suffix = "." + unique;

    /// <summary>A key that was never used before: keys of attempts are never used again.</summary>
    public string Next(TaskPlacement placement)
    {
        var number = Interlocked.Increment(ref _last);
        var prefix = placement == TaskPlacement.Local ? Local : Spread;
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{prefix}.{number:x}{_suffix}");
    }

    public static string For(SiloAddress silo) => OnSilo + silo.ToParsableString();
}
