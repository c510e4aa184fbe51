namespace Undercurrent.Core.Tests.Tasks;

/// <summary>Nobody refers to this class: only the search of the assembly can find its tasks.</summary>
public static class UntouchedTasks
{
    public static readonly TaskEnvironment Env = new("core_tests_untouched");

    public static readonly TaskDefinition<string> Leaf = Env.Task(() => "found");

    private static class Nested
    {
        public static readonly TaskDefinition<string> NestedLeaf = Env.Task(() => "found too");
    }
}
