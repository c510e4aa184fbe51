namespace Undercurrent.Conformance;

/// <summary>The tasks that every conformance class uses: leaves that tell what they see.</summary>
public static class Probe
{
    public static readonly TaskEnvironment Env = new("conformance");

    /// <summary>The context that it sees, in its JSON form.</summary>
    public static readonly TaskDefinition<string> See = Env.Task(async () =>
    {
        await Task.Yield();
        return CustomContext.Current.ToString();
    });

    /// <summary>As <see cref="See"/>, with an input that tells calls apart.</summary>
    public static readonly TaskDefinition<int, string> SeeNumbered = Env.Task(async (int number) =>
    {
        await Task.Yield();
        return $"{number}: {CustomContext.Current}";
    });

    /// <summary>As <see cref="See"/>, in a synchronous body.</summary>
    public static readonly TaskDefinition<string> SeeBlocking = Env.Task(() => CustomContext.Current.ToString());

    /// <summary>Calls itself to a depth; what the innermost sees comes back.</summary>
    public static readonly TaskDefinition<int, string> Deep = Env.Task(async (int levels) =>
        levels == 0 ? CustomContext.Current.ToString() : await Again(levels - 1));

    private static Task<string> Again(int levels) => Deep.Run(levels);
}
