namespace Undercurrent.Conformance;

/// <summary>An exception of a task library, which a caller need not know.</summary>
public sealed class OrderRefusedException(string message, Exception inner) : Exception(message, inner);
