using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>An event as a line for people.</summary>
internal static class EventText
{
    public static string Of(EventJson happened, TimeProvider time) =>
        $"{TimeText.Clock(happened.At, time)}  {happened.Task}  {Sentence(happened)}";

    /// <summary>What happened, without when and where.</summary>
    public static string Sentence(EventJson happened)
    {
        var attempt = happened.Attempt is > 1 and var number ? $", attempt {number}" : "";
        var message = happened.Message is { } text ? $": {Shown.Line(text)}" : "";
        return happened.Kind switch
        {
            RunEventKind.RunLaunched => "launched",
            RunEventKind.AttemptStarted => $"started{attempt}",
            RunEventKind.AttemptEnded => $"{StateText.Of(happened.State ?? ActionState.Succeeded)}{attempt}{message}",
            RunEventKind.RunEnded => $"the run ended{message}",
            RunEventKind.Reported => Shown.Line(happened.Message ?? ""),
            RunEventKind.Warned => $"warning{message}",
            RunEventKind.TakenOver => "another owner took the run over and runs it on",
            RunEventKind.Logged => $"{(happened.Level is { } level and not "information" ? $"{level}: " : "")}{Shown.Line(happened.Message ?? "")}",
            _ => $"{happened.Kind}{message}",
        };
    }
}
