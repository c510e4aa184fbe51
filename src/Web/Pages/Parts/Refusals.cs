using Undercurrent.Records;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Tells what a person did wrong from what went wrong: the one is said at the form, the other is an error of the server.</summary>
internal static class Refusals
{
    /// <summary>The words for the form; null for an error of the server.</summary>
    public static string? Of(Exception exception, WebBackend backend) => exception switch
    {
        UnknownTaskException or TaskInputException or ContextLimitException or RunExistsException or RunEndedException or RunNotRecordedException
            or StoreUnavailableException or FormatException or ArgumentException or KeyNotFoundException => exception.Message,
        InvalidOperationException and not ObjectDisposedException => exception.Message,
        _ => backend.UnreachableReason(exception),
    };
}
