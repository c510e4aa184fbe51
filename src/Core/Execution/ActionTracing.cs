using System.Diagnostics;

namespace Undercurrent.Execution;

/// <summary>Spans of the actions, under the source "Undercurrent". Free while nobody listens.</summary>
internal static class ActionTracing
{
    private static readonly ActivitySource Source = new("Undercurrent");

    public static string? CurrentTraceParent => Activity.Current?.Id;

    public static Activity? Start(ActionCall call)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityContext.TryParse(call.TraceParent, null, isRemote: true, out var parent);
        var span = Source.StartActivity(call.Task, ActivityKind.Internal, parent);
        if (span is null)
        {
            return null;
        }

        span.SetTag("undercurrent.run_id", call.RunId.Value);
        span.SetTag("undercurrent.action_id", call.ActionId.ToString());
        span.SetTag("undercurrent.attempt", call.Attempt);
        foreach (var entry in call.Context.EntrySpan)
        {
            span.SetTag("undercurrent.context." + entry.Key, entry.ShownValue);
        }

        return span;
    }
}
