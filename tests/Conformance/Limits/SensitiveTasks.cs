using Microsoft.Extensions.Logging;

namespace Undercurrent.Conformance;

/// <summary>Tasks that see and handle sensitive values. Keys that begin with <c>secret</c> are sensitive on every engine under test.</summary>
public static class SensitiveTasks
{
    public const string Value = "hunter-2-hunter";

    public static readonly TaskEnvironment Env = new("conformance_sensitive");

    public static readonly ContextKey<string> Marked = new("api.key") { Sensitive = true };

    private static readonly ContextKey<int> Typed = new("secret.number");

    /// <summary>What task code sees, by letter, so that the result is no copy of the value.</summary>
    public static readonly TaskDefinition<string, string> Spell = Env.Task((string key) =>
        string.Join(' ', CustomContext.Current[key].ToCharArray()));

    public static readonly TaskDefinition<string[]> SpellAround = Env.Task(async () =>
    {
        var before = await Spell.Run("secret.token");
        using (CustomContext.BeginScope(("secret.token", "other-value"), Marked.To(Value)))
        {
            return new[] { before, await Spell.Run("secret.token"), await Spell.Run("api.key") };
        }
    });

    /// <summary>Its text, and that of an entry and of a change.</summary>
    public static readonly TaskDefinition<string[]> Texts = Env.Task(() => new[]
    {
        CustomContext.Current.ToString(), CustomContext.Current.FindEntry("secret.token")!.ToString(), Marked.To(Value).ToString(),
    });

    public static readonly TaskDefinition<string, string> Fail = Env.Task(string (string way) => way == "typed"
        ? Typed.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"refused for {CustomContext.Current["secret.token"]}", new IOException($"with {CustomContext.Current["secret.token"]}")));

    /// <summary>Fails with a value that a scope of its own set, in the body or in a step.</summary>
    public static readonly TaskDefinition<string, string> FailInScope = Env.Task(async (string way) =>
    {
        using (CustomContext.BeginScope(Marked.To(Value)))
        {
            return way == "step"
                ? await TaskContext.Current.StepAsync("log-in", Task<string> () => throw new InvalidOperationException($"refused for {Marked.Value}"))
                : throw new InvalidOperationException($"refused for {Marked.Value}");
        }
    });

    public static readonly TaskDefinition<string> Report = Env.Task(async () =>
    {
        await TaskContext.Current.ReportAsync($"token {CustomContext.Current["secret.token"]}");
        TaskContext.Current.Logger.LogWarning("a line with the context as scope");
        return "done";
    });

    /// <summary>Overrides one and removes the other before it calls.</summary>
    public static readonly TaskDefinition<string> OverrideAndRemove = Env.Task(async () =>
    {
        using (CustomContext.BeginScope(("secret.token", "other-value"), CustomContext.Without("secret.second")))
        {
            return await Spell.Run("secret.token");
        }
    });
}
