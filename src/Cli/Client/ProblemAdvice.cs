using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>What to do about a problem, as commands: what the server advises is for those who write requests.</summary>
internal static class ProblemAdvice
{
    /// <summary>Null where the server's own advice, or none, is better.</summary>
    public static string? Of(ProblemJson problem, Uri? request) => problem.Type.Split('/')[^1] switch
    {
        "unknown-task" => "undercurrent tasks list",
        "unknown-run" => "undercurrent runs list",
        "unknown-action" => $"undercurrent runs tree {RequestText.RunOf(request)} shows the ids of its actions.",
        "bad-inputs" => "undercurrent tasks show TASK shows what it takes.",
        "bad-query" => "undercurrent runs list --help names the words of a query.",
        "run-exists" => "Choose another --id, or leave it out.",
        "run-ended" => $"undercurrent runs show {RequestText.RunOf(request)}",
        "no-cluster" => "undercurrent doctor",
        _ => null,
    };
}
