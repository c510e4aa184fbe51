using Undercurrent.Durability.Tasks;

namespace Undercurrent.Processes;

/// <summary>Whether a run of the load returned what it has to: every action of the tree, each with the context that it has to see.</summary>
internal static class ReportCheck
{
    /// <summary>What is wrong with it; nothing when it is right.</summary>
    public static IReadOnlyList<string> Find(RunId run, LoadShape shape, Report root)
    {
        var complaints = new List<string>();
        Visit(root, "", shape.Parents);
        return complaints;

        void Visit(Report report, string path, int below)
        {
            var expected = LoadTasks.ExpectedContext(run.Value, path);
            if (report.Path != path)
            {
                complaints.Add($"{run}: '{report.Path}' stands at the place of '{path}'");
            }

            if (report.Context != expected)
            {
                complaints.Add($"{run}: '{path}' saw {report.Context} and not {expected}");
            }

            if (report.Below.Length != below)
            {
                complaints.Add($"{run}: '{path}' has {report.Below.Length} reports below it and not {below}");
            }

            foreach (var (index, next) in report.Below.Index())
            {
                Visit(next, path.Length == 0 ? $"{index}" : $"{path}-{index}", path.Length == 0 ? shape.Leaves : 0);
            }
        }
    }
}
