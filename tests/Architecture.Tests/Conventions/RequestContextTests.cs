namespace Undercurrent.Architecture;

/// <summary>The banned symbols of src hold this too, where Orleans is there and nobody wrote a pragma; this holds it anywhere.</summary>
public class RequestContextTests
{
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["src/Grains.Interfaces/Contexts/ContextFilter.cs"] = "The call filters: the one place that carries the context in it.",
    };

    [Fact]
    public void Only_the_call_filters_touch_the_request_context() => Rule.Holds(
        "Only the call filters touch Orleans' RequestContext; elsewhere it is CustomContext:",
        from file in SourceFile.Below("src", "samples")
        from token in file.Unit.DescendantTokens()
        where token.ValueText == "RequestContext"
        select new Violation(file.Path, $"uses RequestContext ({file.At(token)})"),
        Exceptions);
}
