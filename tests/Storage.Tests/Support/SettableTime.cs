namespace Undercurrent.Storage.Tests.Support;

/// <summary>A clock that a test sets; its timers run as ever.</summary>
internal sealed class SettableTime : TimeProvider
{
    private long _ticks = Given.Noon.UtcTicks;

    public DateTimeOffset Now
    {
        get => new(Volatile.Read(ref _ticks), TimeSpan.Zero);
        set => Volatile.Write(ref _ticks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
}
