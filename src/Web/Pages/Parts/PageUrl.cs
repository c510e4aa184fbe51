using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

/// <summary>The addresses of the pages.</summary>
internal static class PageUrl
{
    public static string Run(RunId run) => $"/runs/{run}";

    public static string Action(RunId run, ActionId action) => $"/runs/{run}/actions/{action}";

    public static string Action(ActionRecord action) => Action(action.RunId, action.ActionId);

    public static string Context(RunId run) => $"/runs/{run}/context";

    public static string Task(string name) => $"/tasks/{Uri.EscapeDataString(name)}";

    /// <summary>The parameters of an address of ours.</summary>
    public static IEnumerable<(string Name, string Value)> QueryOf(string url)
    {
        var mark = url.IndexOf('?', StringComparison.Ordinal);
        return mark < 0 ? [] : url[(mark + 1)..].Split('&').Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], Uri.UnescapeDataString(pair[1])));
    }

    /// <summary>A path with a query; a parameter whose value is null or empty is left out.</summary>
    public static string With(string path, params IEnumerable<(string Name, string? Value)> query)
    {
        var url = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                url.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return url.ToString();
    }
}
