namespace Undercurrent.Execution;

/// <summary>The size check of inputs and results, before anything is sent.</summary>
internal static class PayloadLimit
{
    public static void CheckInputs(string task, int bytes, int limit)
    {
        if (bytes > limit)
        {
            throw new TaskInputException(task, Message($"The inputs of the task '{task}' have", bytes, limit));
        }
    }

    public static void CheckResult(string task, int bytes, int limit)
    {
        if (bytes > limit)
        {
            throw new TaskInputException(task, Message($"The result of the task '{task}' has", bytes, limit));
        }
    }

    private static string Message(string what, int bytes, int limit) =>
        $"{what} {bytes:N0} bytes of JSON; the limit is {limit:N0}. Store large data elsewhere (a file, a blob store, a table) and pass its address.";
}
