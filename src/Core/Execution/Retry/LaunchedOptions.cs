namespace Undercurrent.Execution;

/// <summary>
/// Options that were changed for a launch. They travel and are stored as data, so a delegate in them has to be the one of
/// the task's definition, which whoever runs the task has as well.
/// </summary>
internal static class LaunchedOptions
{
    /// <exception cref="ArgumentException">They have a delegate of their own.</exception>
    public static void Check(TaskDefinition task)
    {
        if (task.ChangedOptions?.Retry.RetryWhen is { } predicate && !predicate.Equals(task.DefinedOptions.Retry.RetryWhen))
        {
            throw new ArgumentException(
                $"The launch of '{task.Name}' changes RetryOptions.RetryWhen. A launch is stored, so that the run survives its process, and may be run "
                + "elsewhere; a delegate can't be. Set it where the task is defined (Env.Task(body, new TaskOptions { Retry = … })), or say it as data: "
                + "RetryOn<TException>(), DontRetryOn<TException>(). A call from the body of another task may carry it.",
                nameof(task));
        }
    }

    /// <summary>The options as they were before they were stored or sent.</summary>
    public static TaskOptions Restore(TaskOptions options, TaskDefinition task) => options.Retry is { HasPredicate: true, RetryWhen: null } retry
        ? options with { Retry = retry with { RetryWhen = task.DefinedOptions.Retry.RetryWhen } }
        : options;
}
