namespace Undercurrent.Conformance;

/// <summary>An ordinary service: it knows nothing of tasks and reads the context that it is called under.</summary>
public sealed class ContextReader : IContextReader
{
    public async Task<string> ReadAsync()
    {
        await Task.Yield();
        return await Task.Run(() => CustomContext.Current.ToString()).ConfigureAwait(false);
    }
}
