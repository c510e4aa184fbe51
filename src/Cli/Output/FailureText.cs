using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>A failure for people: what was thrown, where, and what led to it.</summary>
internal static class FailureText
{
    public static IEnumerable<string> Lines(FailureJson failure)
    {
        for (var (one, depth) = (failure, 0); one is not null; one = one.Cause!, depth++)
        {
            yield return $"{(depth == 0 ? "" : "caused by ")}{one.Type}: {one.Message}";
            if (one.Task is { } task)
            {
                yield return $"  in {task}{(one.ActionId is { } action ? $", action {action}" : "")}{(one.Attempt is { } attempt ? $", attempt {attempt}" : "")}";
            }

            if (one.PassedOnBy is { Count: > 0 } passed)
            {
                yield return $"  passed on by {string.Join(", ", passed)}";
            }

            foreach (var line in (one.StackTrace ?? "").Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0))
            {
                yield return line;
            }
        }
    }
}
