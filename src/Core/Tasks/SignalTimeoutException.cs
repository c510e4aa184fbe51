namespace Undercurrent;

/// <summary>Nobody answered a wait in its time: see <see cref="TaskContext.WaitForAsync"/>.</summary>
public sealed class SignalTimeoutException : TimeoutException
{
    internal SignalTimeoutException(string name, string message)
        : base(message) => Name = name;

    /// <summary>The signal's name.</summary>
    public string Name { get; }
}
