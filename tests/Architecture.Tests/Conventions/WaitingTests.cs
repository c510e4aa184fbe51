using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Undercurrent.Architecture;

public class WaitingTests
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["tests/Durability.Tasks/Work.cs"] = "What takes the time of an action of the load; no test waits by it.",
        ["tests/Durability.Tests/Scenarios/Wait.cs"] = "How long a silo stands still or the database is away is what a scenario is about; no test waits for something by it.",
    };

    [Fact]
    public void Test_awaits_events_and_never_sleeps() => Rule.Holds(
        "A test awaits an event (a Gate, a TaskCompletionSource, an event of the run) and never an amount of time; what waits until it is "
        + "cancelled passes Timeout.Infinite:",
        from file in SourceFile.Below("tests")
        from call in file.Unit.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where call.Expression is MemberAccessExpressionSyntax access && IsWait(access) && !IsEndless(call)
        select new Violation(file.Path, $"calls {call.Expression} ({file.At(call.GetFirstToken())})"),
        Exceptions);

    private static bool IsWait(MemberAccessExpressionSyntax access) => (access.Expression.ToString().Split('.')[^1], access.Name.Identifier.ValueText) is
        ("Thread", "Sleep") or ("Task", "Delay") or ("Thread", "SpinWait") or ("SpinWait", "SpinUntil");

    private static bool IsEndless(InvocationExpressionSyntax call) =>
        call.ArgumentList.Arguments.FirstOrDefault()?.Expression.ToString() is "Timeout.Infinite" or "Timeout.InfiniteTimeSpan";
}
