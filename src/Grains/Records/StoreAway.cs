using Undercurrent.Records;

namespace Undercurrent.Grains.Records;

/// <summary>Lets callers ask again while the store is away: for them it is as if the silo were.</summary>
internal static class StoreAway
{
    /// <exception cref="SiloUnavailableException">The store is away; its words are in the message, since not every client knows the type.</exception>
    public static async Task GuardAsync(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke().ConfigureAwait(true);
        }
        catch (StoreUnavailableException exception)
        {
            throw new SiloUnavailableException(exception.Message);
        }
    }
}
