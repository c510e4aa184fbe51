using System.Diagnostics;

namespace Undercurrent.Durability.Tasks;

/// <summary>Bodies that end the process in which they run, as a bug in native code does.</summary>
public static class DeadlyTasks
{
    public static readonly TaskEnvironment Env = new("deadly");

    /// <summary>Ends its process after a while, whichever that is.</summary>
    public static readonly TaskDefinition<int, string> Poison = Env.Task(async (int milliseconds) =>
    {
        await Work.ForAsync(TimeSpan.FromMilliseconds(milliseconds), TaskContext.Current.CancellationToken);
        Process.GetCurrentProcess().Kill();
        await Task.Delay(Timeout.InfiniteTimeSpan);
        return "never";
    });

    /// <summary>Calls <see cref="Poison"/>, after a child that does no harm.</summary>
    public static readonly TaskDefinition<int, string> Victim = Env.Task(async (int milliseconds) =>
    {
        await LoadTasks.Leaf.Run("0-0", 1);
        return await Poison.Run(milliseconds);
    });
}
