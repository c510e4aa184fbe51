using System.Net.Sockets;
using Npgsql;

namespace Undercurrent.Silo;

/// <summary>Says in words why PostgreSQL can't be used. No word comes from the connection string's secrets.</summary>
internal static class PostgresProblem
{
    private static readonly string[] StartingUp = [PostgresErrorCodes.CannotConnectNow, PostgresErrorCodes.AdminShutdown, PostgresErrorCodes.CrashShutdown];

    /// <summary>Whether it may only not be up yet, so that another try is worth the while.</summary>
    public static bool MayPass(NpgsqlException exception) => exception is PostgresException refused
        ? StartingUp.Contains(refused.SqlState) || refused.SqlState == PostgresErrorCodes.TooManyConnections
        : exception.IsTransient || exception.InnerException is SocketException or TimeoutException or IOException;

    public static string Describe(NpgsqlException exception, PostgresConnection connection)
    {
        if (exception is not PostgresException refused)
        {
            return $"PostgreSQL can't be reached: {connection} ({exception.GetBaseException().Message}). Is it running, and are host and port right?";
        }

        return refused.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"PostgreSQL refuses the user or the password: {connection} ({refused.MessageText}). Correct them in Connection; pg_hba.conf of the server says who may come from where.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"There is no such database: {connection}. Create it first: CREATE DATABASE … OWNER …; the silo makes its tables itself.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"PostgreSQL forbids this user what the silo needs: {connection} ({refused.MessageText}). Make the user the owner of the database, or grant it CREATE on schema public.",
            PostgresErrorCodes.CannotConnectNow =>
                $"PostgreSQL is still starting: {connection} ({refused.MessageText}).",
            PostgresErrorCodes.TooManyConnections =>
                $"PostgreSQL has no connection left: {connection} ({refused.MessageText}). Raise its max_connections, or lower Maximum Pool Size in Connection.",
            _ => $"PostgreSQL refuses: {connection} ({refused.SqlState}: {refused.MessageText}).",
        };
    }
}
