namespace Undercurrent.Conformance;

/// <summary>The rules L1 and L2: limits, where a breach is found, and in what words.</summary>
public abstract class LimitConformance(EngineFixture engine) : ConformanceTests(engine)
{
    public static TheoryData<string, string> Breaches => new()
    {
        { "no key", "has 0 characters; allowed are 1 to 128" },
        { "long key", "has 129 characters; allowed are 1 to 128" },
        { "key with a space", "'two words' has the character U+0020 at position 4" },
        { "key with an umlaut", "has the character U+00FC at position 5" },
        { "key with a line break", "has the character U+000A at position 4" },
        { "the product's key", "'undercurrent.run_id' begins with 'undercurrent.'" },
        { "the product's key in capitals", "'Undercurrent.Run' begins with 'undercurrent.'" },
        { "control character", "'key' has the control character U+000A at position 2" },
        { "escape character", "'key' has the control character U+001B at position 1" },
        { "control character of Latin-1", "'key' has the control character U+0085 at position 2" },
        { "lone surrogate", "'key' is not well-formed Unicode: a lone surrogate U+D83D at position 2" },
        { "too many keys", "keys; the limit is 64." },
        { "too many bytes", "'key' would make the custom context" },
        { "too many bytes of UTF-8", "'key' would make the custom context" },
        { "too many bytes in several keys", "'key' would make the custom context" },
    };

    [Theory]
    [InlineData("long key")]
    [InlineData("all characters of keys")]
    [InlineData("key that only looks like the product's")]
    [InlineData("empty value")]
    [InlineData("tab")]
    [InlineData("any script")]
    [InlineData("64 keys")]
    [InlineData("8,192 bytes")]
    [InlineData("8,192 bytes of UTF-8")]
    public async Task L1_What_is_just_within_the_limits_reaches_children_unchanged(string what)
    {
        Assert.True(await ResultOfAsync(LimitTasks.BeginScopeWithin, what));

        var recorded = await RecordOfAsync(Probe.See, Breach.JustWithin(what));
        Assert.Equal(Breach.JustWithin(what).Select(change => (change.Key, change.Value)), recorded.Root.Context.Select(entry => (entry.Key, (string?)entry.Value)));
        Assert.Equal(recorded.Root.Context.ToString(), RecordedRun.ResultOf<string>(recorded.Root));
    }

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task L2_Scope_over_a_limit_is_refused_in_words_and_nothing_is_changed(string what, string words)
    {
        var told = await ResultOfAsync(LimitTasks.BeginScopeOver, what, ("base", "run"));

        // The lone surrogate is in a value; all keys here can be JSON.
        Assert.Contains(told[0], Breach.Over(what).Select(change => change.Key));
        Assert.Contains(words, told[1], StringComparison.Ordinal);
        Assert.Equal(["""{"base": "run"}""", """{"base": "run"}"""], told[2..]);
    }

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task L2_Launch_over_a_limit_is_refused_in_words_and_nothing_has_run(string what, string words)
    {
        var id = RunId.Parse(Gate.NewId());

        var error = await Assert.ThrowsAsync<ContextLimitException>(() =>
            Runner.StartAsync(IsolationTasks.SeeWhenOpen, id.Value, new RunOptions { Id = id, Context = Breach.Over(what) }));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Null(await Runner.GetRunAsync(id));
    }

    [Fact]
    public async Task L2_Error_of_size_names_key_size_and_limit_and_says_where_data_belongs()
    {
        var told = await ResultOfAsync(LimitTasks.GrowTooLarge);

        Assert.Equal("second", told[0]);
        Assert.Contains("'second'", told[1], StringComparison.Ordinal);
        Assert.Contains($"{9017:N0} bytes", told[1], StringComparison.Ordinal);
        Assert.Contains($"{8192:N0} bytes", told[1], StringComparison.Ordinal);
        Assert.Contains("data belongs in the task's inputs", told[1], StringComparison.Ordinal);
        Assert.Equal($"1 {8000 + """{"first": ""}""".Length}", told[2]);
    }

    [Fact]
    public async Task L2_Launch_from_a_task_is_refused_where_it_is_made() =>
        Assert.Contains("data belongs in the task's inputs", await ResultOfAsync(LimitTasks.LaunchOver), StringComparison.Ordinal);

    [Fact]
    public async Task L2_Launch_inside_a_scope_counts_what_it_inherits()
    {
        using (CustomContext.BeginScope(("outside", new string('x', 8000))))
        {
            var error = await Assert.ThrowsAsync<ContextLimitException>(() => ResultOfAsync(Probe.See, ("inside", new string('x', 1000))));

            Assert.Equal("inside", error.Key);
        }
    }

    [Fact]
    public void L2_Captured_text_over_a_limit_is_refused_where_it_comes_in()
    {
        CapturedContext captured;
        using (CustomContext.BeginScope(("key", "value")))
        {
            captured = CustomContext.Capture();
        }

        var text = captured.ToJson().Replace("value", new string('x', 9000), StringComparison.Ordinal);

        Assert.Contains("'key'", Assert.Throws<ContextLimitException>(() => CapturedContext.FromJson(text)).Message, StringComparison.Ordinal);
    }
}
