using FsCheck;
using FsCheck.Fluent;
using Undercurrent.Records;

namespace Undercurrent.Web.Search;

public sealed class QueryTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Query_of_runs_reads_every_field()
    {
        var (query, errors) = QueryText.ParseRuns(
            "state:failed task:ingest ctx.experiment=v1 ctx.note=\"a \\\"b\\\" \\\\\" label.team=x age<24h before:2026-01-31 error:\"connection refused\" in:any timed out", Now);

        Assert.Empty(errors);
        Assert.Equal((RunState.Failed, "ingest", true), (query.State, query.Task, query.InAnyAction));
        Assert.Equal(new Dictionary<string, string> { ["experiment"] = "v1", ["note"] = "a \"b\" \\" }, query.Context);
        Assert.Equal(new Dictionary<string, string> { ["team"] = "x" }, query.Labels);
        Assert.Equal((Now.AddDays(-1), new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero)), (query.LaunchedFrom, query.LaunchedBefore));
        Assert.Equal("connection refused timed out", query.ErrorText);
    }

    [Fact]
    public void Query_of_actions_reads_every_field()
    {
        var (query, errors) = QueryText.ParseActions("state:waitingToRetry task:a.b reads:region ctx.k= boom");

        Assert.Empty(errors);
        Assert.Equal((ActionState.WaitingToRetry, "a.b", "region", "boom"), (query.State, query.Task, query.Reads, query.ErrorText));
        Assert.Equal("", query.Context!["k"]);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("   ", null)]
    [InlineData("<none>", "<none>")]
    [InlineData(":", ":")]
    [InlineData("\"state:failed\"", "state:failed")]
    public void Word_without_a_field_is_looked_for_in_errors(string text, string? words)
    {
        var (query, errors) = QueryText.ParseRuns(text, Now);

        Assert.Empty(errors);
        Assert.Equal(words, query.ErrorText);
    }

    [Theory]
    [InlineData("task:a stat:failed", 7, "Did you mean state?")]
    [InlineData("state:faild", 0, "Did you mean failed?")]
    [InlineData("state:", 0, "has no value")]
    [InlineData("state=failed", 0, "is written state:")]
    [InlineData("ctx.a:b", 0, "is written ctx.a=")]
    [InlineData("ctx.=b", 0, "comes a key")]
    [InlineData("a ctx.k=1 ctx.k=2", 10, "is there twice")]
    [InlineData("task:a task:b", 7, "is there twice")]
    [InlineData("age:24h", 0, "age<24h")]
    [InlineData("age<24", 0, "is no age")]
    [InlineData("age<99999999999w", 0, "is no age")]
    [InlineData("age<1h from:2026-01-01", 7, "is there twice")]
    [InlineData("from:yesterday", 0, "is no time")]
    [InlineData("in:all", 0, "in:any")]
    [InlineData("error:\"open", 6, "is not closed")]
    [InlineData("task:\"a\"b", 8, "comes a space")]
    [InlineData("reads:region", 0, "There is no field 'reads'")]
    public void Error_says_where_and_what_may_be_meant(string text, int position, string words)
    {
        var error = QueryText.ParseRuns(text, Now).Errors[0];

        Assert.Equal(position, error.Position);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_are_told()
    {
        Assert.Equal([0, 8, 17], QueryText.ParseRuns("stat:ok age<old  in:all", Now).Errors.Select(error => error.Position));
    }

    [Fact]
    public void Query_that_is_written_reads_the_same()
    {
        Prop.ForAll(RunQueries.ToArbitrary(), query =>
        {
            var (read, errors) = QueryText.ParseRuns(QueryWriter.Write(query), Now);
            return errors.Count == 0 && Same(query.Context, read.Context) && Same(query.Labels, read.Labels)
                && query with { Context = null, Labels = null } == read with { Context = null, Labels = null };
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_makes_the_reader_fail()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
        {
            var runs = QueryText.ParseRuns(text.Get, Now);
            var actions = QueryText.ParseActions(text.Get);
            return runs.Errors.Concat(actions.Errors).All(error => error.Position >= 0 && error.Position + error.Length <= text.Get.Length);
        }).QuickCheckThrowOnFailure();
    }

    private static readonly Gen<string> Texts = ArbMap.Default.GeneratorFor<NonEmptyString>().Select(text => text.Get);

    private static readonly Gen<string> Keys =
        Gen.NonEmptyListOf(Gen.Elements("ABCxyz019._-".ToCharArray())).Select(letters => string.Concat(letters.Take(128)));

    private static readonly Gen<IReadOnlyDictionary<string, string>?> Maps = Gen.ListOf(Keys.Zip(ArbMap.Default.GeneratorFor<NonNull<string>>())).Select(
        pairs => pairs.Count == 0 ? null : (IReadOnlyDictionary<string, string>?)pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2.Get));

    private static readonly Gen<DateTimeOffset?> Times =
        Gen.Choose(-1, int.MaxValue).Select(seconds => seconds < 0 || seconds % 3 == 0 ? default(DateTimeOffset?) : DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(seconds));

    private static readonly Gen<RunQuery> RunQueries =
        from state in Gen.Elements<RunState?>([null, .. Enum.GetValues<RunState>().Cast<RunState?>()])
        from task in Texts.OrNull()
        from error in Texts.OrNull()
        from context in Maps
        from labels in Maps
        from after in Times
        from before in Times
        from any in Gen.Elements(true, false)
        select new RunQuery { State = state, Task = task, ErrorText = error, Context = context, Labels = labels, LaunchedFrom = after, LaunchedBefore = before, InAnyAction = any };

    private static bool Same(IReadOnlyDictionary<string, string>? one, IReadOnlyDictionary<string, string>? other) =>
        (one ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal).SequenceEqual((other ?? new Dictionary<string, string>()).OrderBy(pair => pair.Key, StringComparer.Ordinal));
}
