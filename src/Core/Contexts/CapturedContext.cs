using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>
/// A custom context as a value that can be stored and entered elsewhere, origins included (rule F6): for reminders,
/// grain timers, queues and other processes, which the context can't flow through by itself.
/// </summary>
/// <remarks>
/// Immutable and thread-safe. <see cref="ToJson"/> and <see cref="FromJson"/> are the form to store; System.Text.Json
/// reads and writes the type itself in the same form, so it can be a member of a message.
/// </remarks>
[JsonConverter(typeof(CapturedContextConverter))]
public sealed class CapturedContext
{
    internal CapturedContext(CustomContext context) => Context = context;

    /// <summary>The context that was captured.</summary>
    public CustomContext Context { get; }

    /// <summary>Reads what <see cref="ToJson"/> wrote. The limits are checked as at every way in (rule L2).</summary>
    /// <param name="json">The stored text.</param>
    /// <param name="limits">The limits to obey; null for <see cref="ContextLimits.Default"/>.</param>
    /// <exception cref="FormatException">The text is no captured context.</exception>
    /// <exception cref="ContextLimitException">A key, a value or the size breaks a limit.</exception>
    public static CapturedContext FromJson(string json, ContextLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return CapturedContextConverter.FromStored(JsonSerializer.Deserialize<StoredContext>(json), limits ?? ContextLimits.Default);
        }
        catch (JsonException exception)
        {
            throw new FormatException("The text is no captured context: pass what CapturedContext.ToJson wrote. " + exception.Message, exception);
        }
    }

    /// <summary>The form to store.</summary>
    public string ToJson() => JsonSerializer.Serialize(CapturedContextConverter.ToStored(Context));

    /// <summary>
    /// Makes the captured context the current one for the rest of the block: exactly it, not merged with what is there.
    /// Dispose the scope to bring back what was there before.
    /// </summary>
    /// <exception cref="ContextLimitException">It is larger than the limits that hold here.</exception>
    public ContextScope Enter()
    {
        // In a grain timer, a reminder or a program's start nothing has set limits yet: those of the capture hold on.
        var limits = Ambient.Current is null ? Context.Limits : CustomContext.Current.Limits;
        ContextRules.CheckTotals(Context, limits);
        return Ambient.Push(Context.WithLimits(limits));
    }
}
