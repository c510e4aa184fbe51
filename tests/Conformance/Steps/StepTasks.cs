using System.Collections.Concurrent;

namespace Undercurrent.Conformance;

/// <summary>Tasks with steps.</summary>
public static class StepTasks
{
    public static readonly TaskEnvironment Env = new("conformance_steps");

    private static readonly ConcurrentDictionary<string, int> Attempts = new(StringComparer.Ordinal);

    /// <summary>Steps with values of several kinds, null among them, and one without.</summary>
    public static readonly TaskDefinition<string[]> Values = Env.Task(async () =>
    {
        var context = TaskContext.Current;
        var number = await context.StepAsync("number", async () =>
        {
            await Task.Yield();
            return 42;
        });
        var nothing = await context.StepAsync<string?>("nothing", () => Task.FromResult<string?>(null));
        var list = await context.StepAsync("list", _ => Task.FromResult(new[] { "a", "b" }));
        await context.StepAsync("done", () => Task.CompletedTask);
        await context.StepAsync("done_with_token", token => token.IsCancellationRequested ? throw new InvalidOperationException("cancelled") : Task.CompletedTask);
        return new[] { $"{number}", nothing ?? "null", string.Join('+', list) };
    });

    /// <summary>What a caller sees of a step that fails, and that the body goes on.</summary>
    public static readonly TaskDefinition<string[]> Failing = Env.Task(async () =>
    {
        try
        {
            await TaskContext.Current.StepAsync<int>("fails", () => throw new InvalidOperationException("as it must"));
            return new[] { "no failure" };
        }
        catch (TaskFailedException failed)
        {
            return new[] { failed.Failure.Type, failed.Failure.Message, failed.Failure.Task!, $"{failed.Failure.Attempt}" };
        }
    });

    /// <summary>Lets a step's failure through.</summary>
    public static readonly TaskDefinition<NoResult> Uncaught = Env.Task(async () =>
    {
        await TaskContext.Current.StepAsync("fails", async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("as it must");
        });
    });

    /// <summary>Steps of one name that run at once; each waits until all of them do.</summary>
    public static readonly TaskDefinition<string, int[]> Parallel = Env.Task(async (string id) =>
    {
        var all = Gathering.Of(id, 3);
        return await Task.WhenAll(Enumerable.Range(0, 3).Select(number => TaskContext.Current.StepAsync("same", async () =>
        {
            await all.ArriveAndWaitAsync();
            return number;
        })));
    });

    /// <summary>What a step sees of the contexts, and what is there behind it.</summary>
    public static readonly TaskDefinition<string[]> Contexts = Env.Task(async () =>
    {
        var context = TaskContext.Current;
        string[] seen;
        using (TaskGroup.Begin("group"))
        using (CustomContext.BeginScope(("key", "scope")))
        {
            seen = await context.StepAsync("see", async () =>
            {
                await Task.Yield();
                var sameTask = ReferenceEquals(TaskContext.Current, context);
                using (CustomContext.BeginScope(("key", "inside")))
                {
                    return new[] { $"{sameTask}", CustomContext.Current.ToString() };
                }
            });
        }

        return seen.Append(CustomContext.Current.ToString()).ToArray();
    });

    /// <summary>What must not be inside a step, and what is said of it.</summary>
    public static readonly TaskDefinition<string, string> Refused = Env.Task(async (string what) =>
    {
        var context = TaskContext.Current;
        return await context.StepAsync("outer", async () =>
        {
            try
            {
                switch (what)
                {
                    case "task":
                        await Probe.See.Run();
                        break;
                    case "step":
                        await context.StepAsync("inner", () => Task.FromResult(1));
                        break;
                    case "time":
                        await context.UtcNowAsync();
                        break;
                    default:
                        throw new ArgumentException(what);
                }

                return "not refused";
            }
            catch (InvalidOperationException exception)
            {
                return exception.Message;
            }
        });
    });

    /// <summary>The refusal of a name.</summary>
    public static readonly TaskDefinition<string, string> Named = Env.Task(async (string name) =>
    {
        try
        {
            return await TaskContext.Current.StepAsync(name, () => Task.FromResult("taken"));
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    });

    /// <summary>Fails the first time, behind a step that counts how often it ran; then tells what the step gave.</summary>
    public static readonly TaskDefinition<string, string> Retried = Env.Task(
        async (string id) =>
        {
            var ran = await TaskContext.Current.StepAsync("count", () => Task.FromResult(Attempts.AddOrUpdate(id, 1, static (_, count) => count + 1)));
            var drawn = TaskContext.Current.NewId();
            await TaskContext.Current.ReportAsync($"{drawn}");
            return TaskContext.Current.Attempt == 1 ? throw new InvalidOperationException("once") : $"{ran}";
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    /// <summary>A step that waits to be cancelled, and what the body sees of that.</summary>
    public static readonly TaskDefinition<string, string> Cancelled = Env.Task(async (string id) =>
    {
        using var source = new CancellationTokenSource();
        var step = TaskContext.Current.StepAsync(
            "waits",
            async token =>
            {
                Gate.Of(id).Open();
                await Task.Delay(Timeout.Infinite, token);
                return 1;
            },
            source.Token);
        await Gate.Of(id).WaitAsync();
        await source.CancelAsync();
        try
        {
            return $"{await step}";
        }
        catch (ActionCancelledException)
        {
            return "cancelled";
        }
    });

    /// <summary>A step that waits until the run is cancelled.</summary>
    public static readonly TaskDefinition<string, int> Waits = Env.Task(async (string id) => await TaskContext.Current.StepAsync("waits", async token =>
    {
        Gate.Of(id).Open();
        await Task.Delay(Timeout.Infinite, token);
        return 1;
    }));

    /// <summary>Begins a step although it was cancelled; tells at a gate whether that ran.</summary>
    public static readonly TaskDefinition<string, int> BeginsLate = Env.Task(async (string id) =>
    {
        var ran = false;
        try
        {
            Gate.Of(id).Open();
            await Task.Delay(Timeout.Infinite, TaskContext.Current.CancellationToken);
            return 0;
        }
        finally
        {
            try
            {
                await TaskContext.Current.StepAsync("late", () => Task.FromResult(ran = true));
            }
            finally
            {
                Gate.Of(id + "ended").Open($"{ran}");
            }
        }
    });

    /// <summary>Numbers and ids: outside of steps, and what a step around some does to those behind it.</summary>
    public static readonly TaskDefinition<bool, string[]> Random = Env.Task(async (bool inStep) =>
    {
        var context = TaskContext.Current;
        var values = new List<string> { $"{context.NewId()}", $"{context.Random.NextInt64()}" };
        if (inStep)
        {
            values.Add(await context.StepAsync("draw", () => Task.FromResult($"{context.NewId()} {context.Random.NextInt64()}")));
        }

        values.AddRange([$"{context.NewId()}", $"{context.Random.NextInt64()}"]);
        return values.ToArray();
    });

    /// <summary>A blocking body with a step.</summary>
    public static readonly TaskDefinition<int> Blocking = Env.Task(() =>
    {
        var step = TaskContext.Current.StepAsync("step", async () =>
        {
            await Task.Yield();
            return 7;
        });
        step.BlockUntil("the step");
        return step.Result;
    });
}
