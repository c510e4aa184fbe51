using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Undercurrent;

/// <summary>A context key whose value is read and written as <typeparamref name="T"/>, in the invariant culture (rule R4).</summary>
/// <remarks>
/// Immutable and thread-safe; keep it in a static field. Dates and times are written in the round-trip form ("O").
/// </remarks>
/// <typeparam name="T">Any type that parses itself: numbers, <see cref="bool"/>, <see cref="Guid"/>, dates, your own.</typeparam>
public sealed class ContextKey<T>
    where T : IParsable<T>
{
    /// <summary>A key with this name.</summary>
    /// <exception cref="ContextLimitException">The name is no valid key (rule L1).</exception>
    public ContextKey(string name)
    {
        ContextRules.CheckKey(name);
        Name = name;
    }

    /// <summary>The key in the map.</summary>
    public string Name { get; }

    /// <summary>
    /// Whether values set with <see cref="To"/> are for task code alone: masked wherever a person or a file could see them
    /// (rule L3). Default false. By name or pattern: <see cref="ContextLimits.SensitiveKeys"/>.
    /// </summary>
    public bool Sensitive { get; init; }

    /// <summary>The value in <see cref="CustomContext.Current"/>.</summary>
    /// <exception cref="ContextKeyNotFoundException">The key is missing.</exception>
    /// <exception cref="ContextValueFormatException">The value is no <typeparamref name="T"/>.</exception>
    public T Value => Get(CustomContext.Current);

    /// <summary>The value in <paramref name="context"/>.</summary>
    /// <exception cref="ContextKeyNotFoundException">The key is missing.</exception>
    /// <exception cref="ContextValueFormatException">The value is no <typeparamref name="T"/>.</exception>
    public T Get(CustomContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var entry = context.FindEntry(Name) ?? throw ContextKeyNotFoundException.For(context, Name, typeof(T));
        try
        {
            return Parse(entry.Value);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw ContextValueFormatException.For(entry, typeof(T), exception);
        }
    }

    /// <summary>Reads from <see cref="CustomContext.Current"/>; false when the key is missing or its value is no <typeparamref name="T"/>.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value) => TryGet(CustomContext.Current, out value);

    /// <summary>Reads from <paramref name="context"/>; false when the key is missing or its value is no <typeparamref name="T"/>.</summary>
    public bool TryGet(CustomContext context, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(context);
        value = default;
        return context.FindEntry(Name) is { } entry && TryParse(entry.Value, out value);
    }

    /// <summary>The value in <see cref="CustomContext.Current"/>, or <paramref name="fallback"/> when it is missing or no <typeparamref name="T"/>.</summary>
    public T GetOr(T fallback) => TryGet(out var value) ? value : fallback;

    /// <summary>The change that sets this key: <c>CustomContext.BeginScope(Timeout.To(30))</c>.</summary>
    public ContextChange To(T value) => Sensitive ? ContextChange.Set(Name, Format(value)).AsSensitive() : ContextChange.Set(Name, Format(value));

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({typeof(T).Name})";

    // DateTime's own Parse turns a time of UTC into a local one; what Format wrote must come back as it was.
    private static T Parse(string text) => typeof(T) == typeof(DateTime)
        ? (T)(object)DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind)
        : T.Parse(text, CultureInfo.InvariantCulture);

    private static bool TryParse(string text, [MaybeNullWhen(false)] out T value)
    {
        if (typeof(T) != typeof(DateTime))
        {
            return T.TryParse(text, CultureInfo.InvariantCulture, out value);
        }

        var isTime = DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time);
        value = (T)(object)time;
        return isTime;
    }

    private static string Format(T value) => value switch
    {
        null => throw new ArgumentNullException(nameof(value), "A context key can't be set to null. To remove it, pass CustomContext.Without."),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
