namespace Undercurrent;

/// <summary>The error of a body that returned null for its Task.</summary>
internal static class NoTask
{
    public static InvalidOperationException Returned(string task) =>
        new($"The body of the task '{task}' returned null instead of a Task. Return Task.FromResult, or make it async.");
}
