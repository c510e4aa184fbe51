using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Undercurrent.Conformance;

/// <summary>Tasks that log.</summary>
public static class LogTasks
{
    public static readonly TaskEnvironment Env = new("conformance_logs");

    /// <summary>By every kind of logger, from every level on, and by code that the body starts.</summary>
    public static readonly TaskDefinition<string> LogAll = Env.Task(async () =>
    {
        var (own, other) = (TaskContext.Current.Logger, LoggerOf("Own.Category"));
        own.LogDebug("below");
        own.LogInformation("first {Number}", 1);
        await TaskContext.Current.ReportAsync("reported");
        other.LogWarning("second");
        await Task.Run(() => other.LogError(new IOException("disk full"), "third"));
        LoggerOf("Undercurrent.Anything").LogCritical("the product's own");
        LoggerOf("Undercurrently").LogCritical("fourth");
        return "done";
    });

    /// <summary>Fails at first.</summary>
    public static readonly TaskDefinition<string> LogAndFail = Env.Task(
        async () =>
        {
            await Task.Yield();
            TaskContext.Current.Logger.LogWarning("attempt {Attempt}", TaskContext.Current.Attempt);
            return TaskContext.Current.Attempt == 2 ? "done" : throw new InvalidOperationException("once more");
        },
        new TaskOptions { Retry = new RetryOptions { MaxAttempts = 2 } });

    public static readonly TaskDefinition<int, string> LogLong = Env.Task((int length) =>
    {
        TaskContext.Current.Logger.LogInformation("{Line}", new string('x', length));
        return "done";
    });

    /// <summary>Logs what is sensitive: the value of the run, in a line that is cut there, and that of a scope, in an exception.</summary>
    public static readonly TaskDefinition<string> LogSecrets = Env.Task(() =>
    {
        var logger = TaskContext.Current.Logger;
        logger.LogInformation("token {Token}", CustomContext.Current["secret.token"]);
        logger.LogInformation("{Line}", new string('x', 8185) + CustomContext.Current["secret.token"]);
        using (CustomContext.BeginScope(("secret.second", "second-value")))
        {
            logger.LogError(new IOException("refused for second-value"), "failed");
        }

        return "done";
    });

    private static ILogger LoggerOf(string category) => TaskContext.Current.Services.GetRequiredService<ILoggerFactory>().CreateLogger(category);
}
