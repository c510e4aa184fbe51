using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>What came of reading a stream of events once.</summary>
/// <param name="Event">An event; null when there is none.</param>
/// <param name="HasEnded">Whether nothing follows, as the server says.</param>
/// <param name="Problem">What broke the stream; null when nothing did.</param>
internal sealed record StreamStep(EventJson? Event, bool HasEnded, string? Problem)
{
    public static readonly StreamStep End = new(null, true, null);

    public static StreamStep Happened(EventJson happened) => new(happened, false, null);

    public static StreamStep Broken(string problem) => new(null, false, problem);
}
