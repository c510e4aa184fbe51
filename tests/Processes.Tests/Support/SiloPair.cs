namespace Undercurrent.Processes;

/// <summary>A cluster of two silos. The first keeps the membership, so the second is the one that can be lost.</summary>
internal sealed class SiloPair : IAsyncDisposable
{
    private SiloPair(SiloProcess first, SiloProcess second) => (First, Second) = (first, second);

    public SiloProcess First { get; }

    public SiloProcess Second { get; }

    public static async Task<SiloPair> StartAsync(SiloPlan? plan = null)
    {
        plan ??= new SiloPlan();
        var first = await SiloProcess.StartAsync(plan with { Name = "first" });
        try
        {
            return new SiloPair(first, await SiloProcess.StartAsync(plan with { Name = "second", Primary = first }));
        }
        catch
        {
            await first.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }
}
