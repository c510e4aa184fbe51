namespace Undercurrent.Processes;

/// <summary>Two silos for the tests that leave them as they were.</summary>
[CollectionDefinition(Collection)]
public class SharedSilos : ICollectionFixture<SharedSilos>, IAsyncLifetime
{
    public const string Collection = "shared silos";

    private SiloPair? _silos;

    internal SiloProcess First => _silos!.First;

    internal SiloProcess Second => _silos!.Second;

    public async Task InitializeAsync() => _silos = await SiloPair.StartAsync();

    public async Task DisposeAsync()
    {
        if (_silos is not null)
        {
            await _silos.DisposeAsync();
        }
    }
}
