using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Pages;

namespace Undercurrent.Cli.Trees;

/// <summary>Draws a tree as lines.</summary>
internal static class TreeText
{
    private const int MostOfMessage = 200;
    private const int LeastText = 40;

    /// <param name="nodes">What stands at the top.</param>
    /// <param name="run">The state of the run.</param>
    /// <param name="now">For how long runs what still runs.</param>
    public static IEnumerable<TreeLine> Draw(IEnumerable<ActionNode> nodes, RunState run, DateTimeOffset now) =>
        nodes.SelectMany(node => Draw(node, "", "", run, now));

    /// <param name="lines">The lines.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="width">The most columns of a line.</param>
    /// <param name="colors">Whether colours are wanted.</param>
    public static void Write(IEnumerable<TreeLine> lines, TextWriter writer, int width, bool colors)
    {
        foreach (var line in lines.Select(line => Fit(line, width)))
        {
            writer.WriteLine(
                Paint.Of(line.Guides, Paint.Grey, colors) + Paint.Of(line.Mark, line.Color, colors) + (line.Mark.Length > 0 ? " " : "") + line.Text
                + (line.Remark.Length > 0 ? $"  {Paint.Of(line.Remark, Paint.Grey, colors)}" : ""));
        }
    }

    /// <summary>The line, cut so that it takes at most so many columns.</summary>
    public static TreeLine Fit(TreeLine line, int width)
    {
        var used = CellWidth.Of(line.Guides) + (line.Mark.Length == 0 ? 0 : CellWidth.Of(line.Mark) + 1);
        var left = Math.Max(1, width - used);
        var remark = line.Remark.Length == 0 ? 0 : CellWidth.Of(line.Remark) + 2;

        // Half an id helps nobody: it has its place, or none.
        return left - remark >= Math.Min(LeastText, CellWidth.Of(line.Text))
            ? line with { Text = CellWidth.Cut(line.Text, left - remark) }
            : line with { Text = CellWidth.Cut(line.Text, left), Remark = "" };
    }

    private static IEnumerable<TreeLine> Draw(ActionNode node, string guides, string below, RunState run, DateTimeOffset now)
    {
        yield return OfAction(node.Action, guides, run, now);
        var hasRest = node.HiddenTotal > 0;
        foreach (var (index, child) in node.Children.Index())
        {
            var isLast = index == node.Children.Count - 1 && !hasRest;
            foreach (var line in Draw(child, $"{below}{(isLast ? "└─ " : "├─ ")}", $"{below}{(isLast ? "   " : "│  ")}", run, now))
            {
                yield return line;
            }
        }

        if (hasRest)
        {
            yield return new TreeLine($"{below}└─ ", "…", Paint.Grey, $"{node.HiddenTotal}{(node.Children.Count > 0 ? " more" : " calls")}: {StateText.Counts(node.Hidden, run)}", "");
        }
    }

    private static TreeLine OfAction(ActionJson action, string guides, RunState run, DateTimeOffset now)
    {
        var state = StateText.Of(action.State, run);
        var words = new List<string> { Shown.Line(action.Task) };
        if (action.Group is { } group)
        {
            words.Add($"[{Shown.Line(group)}]");
        }

        var isLeftOpen = LeftOpen.Is(action.State, run);
        if (!isLeftOpen)
        {
            words.Add(action.Source is not null ? "recorded before" : TimeText.Duration(action.DurationMs ?? Math.Max(0, (now - action.CalledAt).TotalMilliseconds)));
        }

        if (action.Attempts.Count > 1)
        {
            words.Add($"{action.Attempts.Count} attempts");
        }

        if (action.State is not (ActionState.Succeeded or ActionState.Failed))
        {
            words.Add(state);
        }

        if (action.Failure is { } failure)
        {
            words.Add(Shown.Line($"{failure.Type[(failure.Type.LastIndexOf('.') + 1)..]}: {failure.Message}", MostOfMessage));
        }

        return new TreeLine(guides, isLeftOpen ? "‖" : MarkOf(action.State), Paint.ForState(state), string.Join("  ", words), Shown.Line(action.Id));
    }

    private static string MarkOf(ActionState state) => state switch
    {
        ActionState.Succeeded => "✓",
        ActionState.Running => "●",
        ActionState.WaitingToRetry => "↻",
        ActionState.Cancelled => "○",
        _ => "✗",
    };
}
