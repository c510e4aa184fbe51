namespace Undercurrent.Conformance;

/// <summary>Tasks that are written as classes.</summary>
public static class ClassTasks
{
    public static readonly TaskEnvironment Env = new("conformance_classes");

    public static readonly TaskDefinition<string> GreetNobody = Env.Task<GreetTask>();

    public static readonly TaskDefinition<string, string> GreetOne = Env.Task<GreetOneTask>();

    public static readonly TaskDefinition<string, string, string> GreetTwo = Env.Task<GreetTwoTask>();

    public static readonly TaskDefinition<string, string, string, string> GreetThree = Env.Task<GreetThreeTask>();

    public static readonly TaskDefinition<string> Reader = Env.Task<ReaderTask>();

    public static readonly TaskDefinition<string> Registered = Env.Task<RegisteredTask>();

    public static readonly TaskDefinition<string, AttemptReport> Disposed = Env.Task<DisposedTask>();

    public static readonly TaskDefinition<string> NeedsUnknown = Env.Task<NeedsUnknownTask>();

    public static readonly TaskDefinition<string[]> CallAll = Env.Task(async () => new[]
    {
        await GreetNobody.Run(), await GreetOne.Run("Ada"), await GreetTwo.Run("Ada", "Ben"), await GreetThree.Run("Ada", "Ben", "Cy"),
    });

    public static readonly TaskDefinition<string> CallReader = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("key", "scope")))
        {
            return await Reader.Run();
        }
    });
}
