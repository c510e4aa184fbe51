using Undercurrent.Cli.Output;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>A line for each event; of a task with very many actions only what they report, the first failures, and how far they are.</summary>
internal sealed class PlainWatcher(Words words, TimeProvider time) : IRunWatcher
{
    private readonly Dictionary<string, TaskProgress> _tasks = new(StringComparer.Ordinal);

    public void On(EventJson happened)
    {
        if (happened.ActionId is null || happened.Kind is not (RunEventKind.AttemptStarted or RunEventKind.AttemptEnded))
        {
            if (happened.Kind == RunEventKind.RunEnded)
            {
                SayTheRest();
            }

            words.Say(EventText.Of(happened, time));
            return;
        }

        if (!_tasks.TryGetValue(happened.Task, out var progress))
        {
            _tasks[happened.Task] = progress = new TaskProgress(happened.Task);
        }

        var isShown = progress.Add(happened);
        if (isShown)
        {
            words.Say(EventText.Of(happened, time));
        }
        else if (progress.IsDue(happened.At))
        {
            words.Say($"{TimeText.Clock(happened.At, time)}  {progress}");
        }
    }

    public void OnBroken(string why) => words.Warn(ConnectionText.Broken(why));

    public void OnConnected() => words.Say(ConnectionText.Connected);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void SayTheRest()
    {
        foreach (var progress in _tasks.Values.Where(progress => progress.HasMore))
        {
            words.Say($"{progress}");
        }
    }
}
