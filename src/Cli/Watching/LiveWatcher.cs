using Spectre.Console;
using Undercurrent.Cli.Commands;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Output;
using Undercurrent.Cli.Trees;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>
/// Draws the run's tree again and again in the same place, folded to what runs and what failed so that it fits the
/// terminal; in the end once with all that <c>runs tree</c> shows.
/// </summary>
internal sealed class LiveWatcher : IRunWatcher
{
    private const int DefaultDepth = 6;
    private const int Breadth = 20;
    private const int MostAtTheEnd = 60;

    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(250);

    private readonly CommandCall _call;
    private readonly string _run;
    private readonly Screen _screen;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _drawing;
    private volatile bool _isDirty = true;
    private volatile string? _broken;
    private string? _line;

    public LiveWatcher(CommandCall call, RunJson run)
    {
        (_call, _run, _screen) = (call, run.Id, call.Screen);
        _drawing = DrawAsync();
    }

    public void On(EventJson happened)
    {
        _isDirty = true;
        if (happened.Kind is Records.RunEventKind.Reported or Records.RunEventKind.Logged)
        {
            _line = EventText.Of(happened, _call.Time);
        }
    }

    public void OnBroken(string why) => _broken = ConnectionText.Broken(why);

    // In its place the line of before is seen again: that says it.
    public void OnConnected() => (_isDirty, _broken) = (true, null);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _drawing;
        _ending.Dispose();
    }

    private async Task DrawAsync()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = _screen.ColorsErr ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_screen.Err),
        });
        console.Profile.Width = _screen.Width;
        console.Profile.Height = _screen.Height;
        await console.Live(new Rows()).AutoClear(true).StartAsync(FramesAsync);

        // What stays on the terminal.
        var shape = new TreeShape { Depth = DefaultDepth, Breadth = Breadth, Budget = MostAtTheEnd };
        if (await TryReadAsync(shape, _call.Cancellation) is { } last
            && await TryAsync(cancellation => _call.Api.GetRunAsync(_run, cancellation), _call.Cancellation) is { } run)
        {
            TreeText.Write(TreeText.Draw(last, run.State, _call.Time.GetUtcNow()), _screen.Err, _screen.Width, _screen.ColorsErr);
        }
    }

    private async Task FramesAsync(LiveDisplayContext live)
    {
        // A line for the last report, one for the connection, one that stays free.
        var lines = Math.Max(3, _screen.Height - 3);
        var shape = new TreeShape { Depth = DefaultDepth, Breadth = Math.Min(Breadth, lines), Budget = lines, OnlyOpen = true };
        IReadOnlyList<ActionNode> tree = [];
        using var timer = new PeriodicTimer(FrameTime, _call.Time);
        try
        {
            do
            {
                if (_isDirty)
                {
                    _isDirty = false;
                    tree = await TryReadAsync(shape, _ending.Token) ?? tree;
                }

                live.UpdateTarget(Frame.Of(tree, _broken ?? _line, lines, _screen.Width, _call.Time.GetUtcNow()));
            }
            while (await timer.WaitForNextTickAsync(_ending.Token));
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
        }
    }

    private Task<IReadOnlyList<ActionNode>?> TryReadAsync(TreeShape shape, CancellationToken cancellation) =>
        TryAsync(token => new TreeReader(_call.Api, _run, shape).ReadAsync(null, token), cancellation);

    // Whether the server is away is told by who follows the events.
    private async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation)
        where T : class
    {
        try
        {
            return await ask(cancellation);
        }
        catch (CommandException)
        {
            _isDirty = true;
            return null;
        }
        catch (OperationCanceledException) when (!_ending.IsCancellationRequested || _call.Cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
