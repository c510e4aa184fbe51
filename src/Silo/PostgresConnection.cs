using Npgsql;

namespace Undercurrent.Silo;

/// <summary>
/// The connection string of the PostgreSQL database. It may hold a password, so it is never part of an error or a log:
/// its text form names host, port, database and user only.
/// </summary>
internal sealed class PostgresConnection
{
    private readonly string _words;

    private PostgresConnection(string text, string words) => (Text, _words) = (text, words);

    /// <summary>With everything that is secret.</summary>
    public string Text { get; }

    /// <summary>Checks the form; null, and what is wrong, when it is none.</summary>
    public static PostgresConnection? Parse(string text, Action<string> refuse)
    {
        NpgsqlConnectionStringBuilder parts;
        try
        {
            parts = new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            // Not in the words of the exception: those may hold a piece of the password.
            refuse("Connection can't be read (it isn't shown, for it may hold a password). Its form is "
                + "\"Host=…;Port=5432;Database=…;Username=…;Password=…\"; a value that has ; or = in it stands in quotes: Password='a;b'.");
            return null;
        }

        if (string.IsNullOrWhiteSpace(parts.Host))
        {
            refuse("Connection names no Host; its form is \"Host=…;Port=5432;Database=…;Username=…;Password=…\".");
            return null;
        }

        var user = parts.Username is { Length: > 0 } name ? name : "of this process";
        var database = parts.Database is { Length: > 0 } given ? given : "of the user's name";
        return new PostgresConnection(text, $"database {database} on {parts.Host}:{parts.Port} as user {user}");
    }

    public override string ToString() => _words;
}
