namespace Undercurrent.Processes;

/// <summary>
/// A test that needs a database in PostgreSQL. Where there is no PostgreSQL it counts as skipped, with the reason; with
/// CI=true it runs and fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresDatabases.Missing;
}
