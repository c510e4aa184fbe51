namespace Undercurrent;

/// <summary>An answer is not of the type that the wait asks for: see <see cref="TaskContext.WaitForAsync"/>.</summary>
public sealed class SignalValueException : Exception
{
    internal SignalValueException(string name, string message, Exception inner)
        : base(message, inner) => Name = name;

    /// <summary>The signal's name.</summary>
    public string Name { get; }
}
