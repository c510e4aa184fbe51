namespace Undercurrent.Web.Pages;

/// <summary>Finds where a failure began.</summary>
internal static class RootCause
{
    /// <summary>The action whose body threw first; null when none is named.</summary>
    public static ActionId? Of(TaskFailure? failure) => FailureIn(failure)?.ActionId;

    /// <summary>The innermost failure that names its action; null when none does.</summary>
    public static TaskFailure? FailureIn(TaskFailure? failure)
    {
        TaskFailure? innermost = null;
        for (; failure is not null; failure = failure.Cause)
        {
            innermost = failure.ActionId is null ? innermost : failure;
        }

        return innermost;
    }
}
