namespace Undercurrent.Grains.Contexts;

/// <summary>
/// The one entry that travels in Orleans' request context: a context, packed only when it leaves the process. Inside a
/// process the same object arrives, so nothing is written or read at all.
/// </summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.context")]
internal sealed class ContextCarrier
{
    [NonSerialized]
    private CustomContext? _context;

    [NonSerialized]
    private byte[]? _packed;

    /// <summary>The packed form. The serializer reads it when the call leaves the process, and sets it on arrival.</summary>
    [Id(0)]
    public byte[] Packed
    {
        get => _packed ??= _context!.Packed;
        set => _packed = value;
    }

    public static ContextCarrier For(CustomContext context)
    {
        // Kept with the context: a thousand children called from one scope share it.
        if (context.Carrier is ContextCarrier known)
        {
            return known;
        }

        var carrier = new ContextCarrier { _context = context };
        context.Carrier = carrier;
        return carrier;
    }

    /// <exception cref="ContextLimitException">It is larger than the limits that hold here.</exception>
    public CustomContext Open(ContextLimits limits)
    {
        if (_context is { } known && known.Limits == limits)
        {
            return known;
        }

        var context = _context ?? ContextCodec.Decode(_packed, limits);
        ContextRules.CheckTotals(context, limits);
        return _context = context.WithLimits(limits);
    }
}
