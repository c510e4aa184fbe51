using Undercurrent.Silo.Health;

namespace Undercurrent.Silo.Http;

/// <summary>Says what keeps the record, and whether it answers.</summary>
internal sealed class StoreWords(StoreKind kind, SiloHealth health)
{
    /// <summary><c>memory</c>, <c>sqlite</c> or <c>postgres</c>.</summary>
    public string Kind { get; } = kind switch
    {
        StoreKind.Memory => "memory",
        StoreKind.Sqlite => "sqlite",
        _ => "postgres",
    };

    public Task<string?> ProblemAsync(CancellationToken cancellationToken) => health.StoreProblemAsync(cancellationToken);
}
