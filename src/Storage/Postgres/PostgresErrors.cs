using System.Net.Sockets;
using Npgsql;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean, and in words for people. No word comes from a connection string's secrets.</summary>
internal static class PostgresErrors
{
    /// <summary>See <c>journal_expect</c>: what a transaction was planned on no longer holds.</summary>
    private const string Stale = "UC001";

    private static readonly string[] ForLater =
    [
        PostgresErrorCodes.TooManyConnections, PostgresErrorCodes.ReadOnlySqlTransaction, PostgresErrorCodes.DeadlockDetected,
        PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.LockNotAvailable, PostgresErrorCodes.QueryCanceled,
        "25P03", // idle_in_transaction_session_timeout
    ];

    /// <summary>Whether the transaction is to be planned anew on what is there now.</summary>
    public static bool IsStale(PostgresException exception) => exception.SqlState is Stale or PostgresErrorCodes.UniqueViolation;

    /// <summary>Whether it is only that others have changed what the transaction was planned on.</summary>
    public static bool IsPlannedOnPast(PostgresException exception) => exception.SqlState == Stale;

    /// <summary>The error for those who try again.</summary>
    public static DatabaseAwayException Away(Exception exception) => new(exception.GetBaseException().Message, exception);

    /// <summary>Whether the same may succeed later: not reachable, starting, shutting down, no room, deadlock.</summary>
    public static bool IsAway(NpgsqlException exception) => exception is PostgresException refused
        ? ForLater.Contains(refused.SqlState) || Is(refused, "57P") || Is(refused, "53") || Is(refused, "58") || Is(refused, "08")
        : exception.IsTransient || exception.InnerException is SocketException or TimeoutException or IOException or null;

    /// <summary>Whether the server may have committed all the same.</summary>
    public static bool IsUncertain(NpgsqlException exception) => exception is not PostgresException refused || Is(refused, "57P") || Is(refused, "08");

    /// <summary>What is wrong, and what to do.</summary>
    public static string Explain(NpgsqlException exception, string database)
    {
        if (exception is not PostgresException refused)
        {
            return $"PostgreSQL can't be reached: {database} ({exception.GetBaseException().Message}). Is it running, and are host and port right?";
        }

        return refused.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL refuses the user or the password: {database} ({refused.MessageText}). Correct them in the connection string; the server's pg_hba.conf says who may come from where.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"There is no such database: {database}. Create it first (CREATE DATABASE … OWNER …); the tables are made by this program.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"PostgreSQL forbids this user what the run store needs: {database} ({refused.MessageText}). Make the user the owner of the database, or grant it CREATE on schema public.",
            PostgresErrorCodes.CannotConnectNow => $"PostgreSQL is starting or stopping: {database} ({refused.MessageText}).",
            PostgresErrorCodes.TooManyConnections =>
                $"PostgreSQL has no connection left: {database} ({refused.MessageText}). Raise its max_connections, or lower Maximum Pool Size in the connection string.",
            _ => $"PostgreSQL refuses: {database} ({refused.SqlState}: {refused.MessageText}).",
        };
    }

    private static bool Is(PostgresException exception, string kind) => exception.SqlState.StartsWith(kind, StringComparison.Ordinal);
}
