using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Undercurrent.Web.Api;

/// <summary>Takes the <c>traceparent</c> of a request over, also where nobody listens to spans: a run remembers the span that launched it.</summary>
internal static class RequestTrace
{
    /// <summary>Null when there is nothing to take over, or the server has done so already. A header that is no trace parent is ignored, as W3C Trace Context asks.</summary>
    public static Activity? Begin(HttpRequest request)
    {
        if (!ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, isRemote: true, out var parent)
            || Activity.Current?.TraceId == parent.TraceId)
        {
            return null;
        }

        var activity = new Activity("start run");
        activity.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        activity.TraceStateString = parent.TraceState;
        return activity.Start();
    }
}
