namespace Undercurrent.Records;

/// <summary>Shows that an owner lives, until it is disposed; doing that twice does nothing.</summary>
internal sealed class OwnerHold(Action release) : IDisposable
{
    private Action? _release = release;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
