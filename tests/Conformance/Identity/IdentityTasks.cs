namespace Undercurrent.Conformance;

/// <summary>Tasks for the rules N1 and N2: what is part of an action's identity.</summary>
public static class IdentityTasks
{
    public static readonly TaskEnvironment Env = new("conformance_identity");

    /// <summary>Its own action's id, and the context that it sees.</summary>
    public static readonly TaskDefinition<int, Sighting> WhoAmI = Env.Task(async (int _) =>
    {
        await Task.Yield();
        return new Sighting(TaskContext.Current.ActionId.ToString(), CustomContext.Current.ToString());
    });

    /// <summary>
    /// Makes calls that differ only in context, from flows that start in an order which neither inputs nor context tell:
    /// the test leaves it at a gate named after the run. Returns what each call's child said, by the call's number.
    /// </summary>
    public static readonly TaskDefinition<int, Sighting[]> Race = Env.Task(async (int calls) =>
    {
        var seed = int.Parse(await Gate.Of(TaskContext.Current.RunId.Value).WaitAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var order = Enumerable.Range(0, calls).ToArray();
        new Random(seed).Shuffle(order);
        var said = new Sighting[calls];
        await Task.WhenAll(order.Select(number => Task.Run(async () =>
        {
            using (CustomContext.BeginScope(("call", $"{number}")))
            {
                said[number] = await WhoAmI.Run(7);
            }
        })));
        return said;
    });

    public static readonly TaskDefinition<Sighting[]> Branch = Env.Task(async () => new[] { await WhoAmI.Run(1), await WhoAmI.Run(2) });

    /// <summary>A tree with equal and different calls, in sequence and at once; each says who it is.</summary>
    public static readonly TaskDefinition<string[]> Tree = Env.Task(async () =>
    {
        var said = new List<Sighting> { await WhoAmI.Run(1), await WhoAmI.Run(1) };
        said.AddRange(await Task.WhenAll(Enumerable.Range(0, 6).Select(number => WhoAmI.Run(number % 3))));
        using (CustomContext.BeginScope(("scope", "x")))
        {
            said.AddRange(await Branch.Run());
            said.AddRange(await Task.WhenAll(Branch.Run(), Branch.Run()).ContinueWith(branches => branches.Result.SelectMany(each => each), TaskScheduler.Default));
        }

        return said.Select(each => each.ActionId).Order(StringComparer.Ordinal).ToArray();
    });

    /// <summary>Equal calls; a call with another input; one with the same map set in another way and order.</summary>
    public static readonly TaskDefinition<Sighting[]> CallAlike = Env.Task(async () =>
    {
        var said = new List<Sighting>();
        using (CustomContext.BeginScope(("a", "1"), ("b", "2")))
        {
            said.AddRange([await WhoAmI.Run(1), await WhoAmI.Run(1), await WhoAmI.Run(2)]);
        }

        using (CustomContext.BeginScope(("b", "2")))
        using (CustomContext.BeginScope(("a", "1"), ("c", "3")))
        using (CustomContext.BeginScope(CustomContext.Without("c")))
        {
            said.Add(await WhoAmI.Run(1));
        }

        said.Add(await WhoAmI.Run(1));
        return said.ToArray();
    });
}
