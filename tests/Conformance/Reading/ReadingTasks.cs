using System.Globalization;

namespace Undercurrent.Conformance;

/// <summary>Tasks for the rules R1 to R4.</summary>
public static class ReadingTasks
{
    public static readonly TaskEnvironment Env = new("conformance_reading");

    private static readonly ContextKey<int> Timeout = new("timeout_seconds");
    private static readonly ContextKey<double> Ratio = new("ratio");

    /// <summary>Whether both ways to read give one object: in the body, in a scope, in the scope's remains.</summary>
    public static readonly TaskDefinition<bool[]> CompareObjects = Env.Task(async () =>
    {
        var before = ReferenceEquals(CustomContext.Current, TaskContext.Current.CustomContext);
        await Task.Yield();
        bool inside;
        using (CustomContext.BeginScope(("key", "scope")))
        {
            await Task.Yield();
            inside = ReferenceEquals(CustomContext.Current, TaskContext.Current.CustomContext);
        }

        return new[] { before, inside, ReferenceEquals(CustomContext.Current, TaskContext.Current.CustomContext) };
    });

    /// <summary>A snapshot taken before, one inside and one behind a scope, all read at the end.</summary>
    public static readonly TaskDefinition<string[]> KeepSnapshots = Env.Task(async () =>
    {
        var before = CustomContext.Current;
        CustomContext inside;
        using (CustomContext.BeginScope(("key", "scope"), ("more", "x")))
        {
            inside = CustomContext.Current;
            await Probe.See.Run();
        }

        using (CustomContext.BeginScope(CustomContext.Without("key")))
        {
            return new[] { before.ToString(), inside.ToString(), CustomContext.Current.ToString() };
        }
    });

    /// <summary>Adds to the lists that the context gives out, and returns the context behind that.</summary>
    public static readonly TaskDefinition<string> TryToChange = Env.Task(() =>
    {
        var context = CustomContext.Current;
        foreach (object given in (object[])[context, context.Entries, context.Removed, context.Keys, context.Values])
        {
            Overwrite(given);
        }

        return CustomContext.Current.ToString();
    });

    /// <summary>How many of many reads by many threads at once were right.</summary>
    public static readonly TaskDefinition<int, int> ReadInParallel = Env.Task(async (int reads) =>
    {
        var context = CustomContext.Current;
        var right = 0;
        await Parallel.ForAsync(0, reads, new ParallelOptions { MaxDegreeOfParallelism = 8 }, (number, _) =>
        {
            var key = $"key{number % context.Count}";
            if (context[key] == key && CustomContext.Current.ContainsKey(key) && context.Count(entry => entry.Key == entry.Value) == context.Count)
            {
                Interlocked.Increment(ref right);
            }

            return ValueTask.CompletedTask;
        });
        return right;
    });

    /// <summary>Reads and sets typed keys where a comma is the decimal sign.</summary>
    public static readonly TaskDefinition<string> TypedInGerman = Env.Task(async () =>
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        using (CustomContext.BeginScope(Ratio.To(Ratio.Value + 1)))
        {
            await Task.Yield();
            return FormattableString.Invariant($"{Timeout.Value} {Ratio.Value} {CustomContext.Current["ratio"]} {CultureInfo.CurrentCulture.Name}");
        }
    });

    /// <summary>The errors of a typed read and of a plain one where the key is missing.</summary>
    public static readonly TaskDefinition<string[]> MissingKey = Env.Task(() => new[]
    {
        Assert.Throws<ContextKeyNotFoundException>(() => Timeout.Value).Message,
        Assert.Throws<ContextKeyNotFoundException>(() => CustomContext.Current["timeout_seconds"]).Message,
    });

    /// <summary>The error where a scope has removed the key.</summary>
    public static readonly TaskDefinition<string> RemovedKey = Env.Task(() =>
    {
        using (CustomContext.BeginScope(CustomContext.Without("timeout_seconds")))
        {
            return Assert.Throws<ContextKeyNotFoundException>(() => Timeout.Value).Message;
        }
    });

    /// <summary>The error of a read where the value is no number.</summary>
    public static readonly TaskDefinition<string> NoNumber = Env.Task(() => Assert.Throws<ContextValueFormatException>(() => Timeout.Value).Message);

    /// <summary>As <see cref="NoNumber"/>, where a scope of this body set it.</summary>
    public static readonly TaskDefinition<string> NoNumberInScope = Env.Task(() =>
    {
        using (CustomContext.BeginScope(("timeout_seconds", "soon")))
        {
            return Assert.Throws<ContextValueFormatException>(() => Timeout.Value).Message;
        }
    });

    /// <summary>The reads that ask instead of throwing.</summary>
    public static readonly TaskDefinition<string> AskForNumber = Env.Task(() =>
        FormattableString.Invariant($"{Timeout.TryGet(out var value)} {value} {Timeout.GetOr(7)}"));

    private static void Overwrite(object given)
    {
        try
        {
            switch (given)
            {
                case IDictionary<string, string> map:
                    map["key"] = "changed";
                    break;
                case IList<ContextEntry> { Count: > 0 } list:
                    list[0] = list[0] with { Value = "changed" };
                    break;
                case IList<string> { Count: > 0 } list:
                    list[0] = "changed";
                    break;
            }
        }
        catch (NotSupportedException)
        {
            // That is the right answer too.
        }
    }
}
