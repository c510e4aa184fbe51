using Npgsql;

namespace Undercurrent.Storage.Postgres;

/// <summary>Which database a connection string is for. It may hold a password, so no error and no log ever shows it.</summary>
internal static class PostgresName
{
    private const string Form = "its form is \"Host=…;Port=5432;Database=…;Username=…;Password=…\"";

    /// <summary>Null, with a sentence on what is wrong, when it can't be read.</summary>
    public static NpgsqlConnectionStringBuilder? Parse(string? text, out string? error)
    {
        error = null;
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (!string.IsNullOrWhiteSpace(parts.Host))
            {
                return parts;
            }

            error = $"The connection string names no Host; {Form}.";
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Not in the words of the exception: those may hold a piece of the password.
            error = $"The connection string can't be read (it isn't shown, for it may hold a password); {Form}, and a value that has ; or = in it stands in quotes: Password='a;b'.";
        }

        return null;
    }

    /// <summary>Sets what the string doesn't say; names are Npgsql's, as in <c>Command Timeout</c>.</summary>
    public static void Default(NpgsqlConnectionStringBuilder parts, params ReadOnlySpan<(string Name, object Value)> defaults)
    {
        // ContainsKey is true for every name that there is.
        foreach (var (name, value) in defaults)
        {
            if (!parts.ShouldSerialize(name))
            {
                parts[name] = value;
            }
        }
    }

    public static string Of(NpgsqlConnectionStringBuilder parts) =>
        $"database {parts.Database ?? "of the user's name"} on {parts.Host}:{parts.Port} as user {parts.Username ?? "of this process"}";
}
