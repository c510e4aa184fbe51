using System.Text;

namespace Undercurrent;

/// <summary>A context key was read that isn't there (rule R4).</summary>
public sealed class ContextKeyNotFoundException : KeyNotFoundException
{
    private ContextKeyNotFoundException(string key, string message)
        : base(message) => Key = key;

    /// <summary>The missing key.</summary>
    public string Key { get; }

    internal static ContextKeyNotFoundException For(CustomContext context, string key, Type type)
    {
        var message = new StringBuilder().Append("The custom context has no key '").Append(key).Append("' (wanted as ").Append(type.Name).Append("). ");
        var removed = context.Removed.FirstOrDefault(entry => entry.Key == key);
        if (removed is not null)
        {
            message.Append("It was removed by a ").Append(removed.Origin).Append(". ");
        }
        else
        {
            message.Append("Nobody set it. ");
        }

        var keys = context.AllEntries.Select(entry => entry.Key);
        message.Append(context.Count == 0 ? "The context is empty. " : $"There are: {string.Join(", ", keys)}. ");
        if (NearestNames.Of(key, keys) is [var nearest, ..])
        {
            message.Append("Did you mean '").Append(nearest).Append("'? ");
        }

        message.Append("Set it at launch with WithRunContext or in a scope, or read it with TryGetValue or a default.");
        return new ContextKeyNotFoundException(key, message.ToString());
    }
}
