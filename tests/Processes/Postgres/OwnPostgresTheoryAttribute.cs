namespace Undercurrent.Processes;

/// <summary>The same for a test that needs a server of its own, because it stops it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OwnPostgresTheoryAttribute : TheoryAttribute
{
    public OwnPostgresTheoryAttribute() => Skip = PostgresServer.Missing;
}
