using Undercurrent;

namespace FanOut;

/// <summary>A root that calls many children at once, every second one under a context of its own, and checks what each saw.</summary>
public static class FanOutTasks
{
    public static readonly TaskEnvironment Env = new("fan_out");

    /// <summary>Reports the context that it saw.</summary>
    public static readonly TaskDefinition<int, Dictionary<string, string>> Grandchild = Env.Task(async (int number) =>
    {
        await Task.Yield(); // The others get their turn, so that the actions interleave.
        return Seen();
    });

    /// <summary>Reports the context that it saw before and after its own children, and what they reported.</summary>
    public static readonly TaskDefinition<int, int, ChildReport> Child = Env.Task(async (int number, int grandchildren) =>
    {
        var before = Seen();
        var below = await Task.WhenAll(Enumerable.Range(0, grandchildren).Select(
            index => CallAsync(index, VariantOf(number, index), () => Grandchild.Run(index))));
        return new ChildReport(number, before, Seen(), below);
    });

    /// <summary>Calls the children and checks every report.</summary>
    public static readonly TaskDefinition<int, int, FanOutSummary> Root = Env.Task(async (int children, int grandchildren) =>
    {
        var before = Seen();
        var reports = await Task.WhenAll(Enumerable.Range(0, children).Select(
            number => CallAsync(number, VariantOf(number), () => Child.Run(number, grandchildren))));
        return Check(reports, before, Seen());
    });

    /// <summary>Half of the calls are overridden: those with odd numbers.</summary>
    private static bool IsOverridden(int number) => number % 2 == 1;

    // Each override has a value of its own: two overridden siblings that swapped contexts would be found out too.
    private static string VariantOf(int child) => $"child-{child}";

    private static string VariantOf(int child, int grandchild) => $"child-{child}-{grandchild}";

    // The call is made inside the block and awaited outside it: the child has the scope's values all the same (rule S8).
    private static Task<TResult> CallAsync<TResult>(int number, string variant, Func<Task<TResult>> call)
    {
        using (IsOverridden(number) ? CustomContext.BeginScope(("variant", variant)) : null)
        {
            return call();
        }
    }

    private static Dictionary<string, string> Seen() => new(CustomContext.Current);

    private static FanOutSummary Check(ChildReport[] reports, Dictionary<string, string> before, Dictionary<string, string> after)
    {
        int overridden = 0, right = 0;
        var wrong = new List<string>();
        foreach (var report in reports)
        {
            var expected = Expect(before, report.Number, VariantOf(report.Number));
            Compare($"child {report.Number}", expected, report.Before);
            if (!IsSame(expected, report.After))
            {
                wrong.Add($"child {report.Number}, after its own calls: {Show(report.After)} instead of {Show(expected)}");
            }

            for (var index = 0; index < report.Below.Length; index++)
            {
                Compare(
                    $"grandchild {report.Number}-{index}",
                    Expect(expected, index, VariantOf(report.Number, index)),
                    report.Below[index]);
            }
        }

        return new FanOutSummary(
            reports.Length, reports.Sum(report => report.Below.Length), overridden, right, wrong.Count, [.. wrong.Take(10)], IsSame(before, after));

        Dictionary<string, string> Expect(Dictionary<string, string> parents, int number, string variant)
        {
            if (!IsOverridden(number))
            {
                return parents;
            }

            overridden++;
            return new Dictionary<string, string>(parents) { ["variant"] = variant };
        }

        void Compare(string who, Dictionary<string, string> expected, Dictionary<string, string> seen)
        {
            if (IsSame(expected, seen))
            {
                right++;
            }
            else
            {
                wrong.Add($"{who}: {Show(seen)} instead of {Show(expected)}");
            }
        }
    }

    private static bool IsSame(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Count == other.Count && one.All(entry => other.GetValueOrDefault(entry.Key) == entry.Value);

    private static string Show(Dictionary<string, string> context) =>
        $"{{{string.Join(", ", context.Select(entry => $"{entry.Key}={entry.Value}"))}}}";
}
