namespace Undercurrent.Web.Pages;

/// <summary>The words of pages for what isn't there.</summary>
internal static class Missing
{
    public static MessageModel Run(string id) => new(
        "No such run",
        RunId.TryParse(id, out _)
            ? $"The record has no run '{id}': the id is wrong, or the run was removed because it was old."
            : $"'{id}' is no run id: it has 1 to 64 characters of A-Z a-z 0-9 . _ - and begins with a letter or digit.",
        "Find it in the list of runs:",
        Shell.Command("runs", "list"));

    public static MessageModel Action(RunId run, string id) => new(
        "No such action",
        $"The run '{run}' has no action '{id}': the id is wrong, or the action has not begun.",
        "See what the run called:",
        Shell.Command("runs", "tree", run.Value));

    public static MessageModel Page(string path) => new(
        "No such page", $"There is nothing at '{path}'.", "The runs, and what can be launched, are a step away. From a shell:", Shell.Command("runs", "list"));
}
