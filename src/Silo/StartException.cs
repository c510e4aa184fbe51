namespace Undercurrent.Silo;

/// <summary>The silo can't start. The message is for whoever starts it, and says what to do.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
