namespace Undercurrent.Web.Hosting;

/// <summary>The web server's settings don't allow to start it; the message says what to do.</summary>
internal sealed class WebStartException(string message) : Exception(message);
