using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

public class BarsTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Action_that_was_tried_again_has_pieces_for_queue_attempts_and_wait()
    {
        var action = Action(ActionState.Succeeded, 9, Attempt(ActionState.Failed, 1, 3), Attempt(ActionState.Succeeded, 6, 9));

        Assert.Equal(
            [(BarKind.Queued, 0, 1), (BarKind.Failed, 1, 3), (BarKind.Waiting, 3, 6), (BarKind.Succeeded, 6, 9)],
            Pieces(action));
    }

    [Fact]
    public void Action_that_waits_to_be_tried_again_ends_in_a_wait_until_now() => Assert.Equal(
        [(BarKind.Failed, 0, 3), (BarKind.Waiting, 3, 20)],
        Pieces(Action(ActionState.WaitingToRetry, null, Attempt(ActionState.Failed, 0, 3))));

    [Fact]
    public void Running_attempt_lasts_until_now() => Assert.Equal(
        [(BarKind.Queued, 0, 2), (BarKind.Running, 2, 20)], Pieces(Action(ActionState.Running, null, Attempt(ActionState.Running, 2, null))));

    [Fact]
    public void What_an_interrupted_run_left_open_does_not_run() => Assert.Equal(
        [(BarKind.Failed, 0, 3), (BarKind.Waiting, 3, 5), (BarKind.Interrupted, 5, 20)],
        Pieces(Action(ActionState.Running, null, Attempt(ActionState.Failed, 0, 3), Attempt(ActionState.Running, 5, null)), RunState.Interrupted));

    [Fact]
    public void Action_that_took_a_result_over_has_one_piece_that_says_so() => Assert.Equal(
        [(BarKind.Taken, 0, 0)],
        Pieces(Action(ActionState.Succeeded, 0) with { Source = new ActionSource(RunId.Parse("other"), new ActionId(1, 0)) }));

    [Fact]
    public void Attempt_that_was_lost_before_it_could_say_when_it_began_goes_back_to_the_call() => Assert.Equal(
        [(BarKind.Lost, 0, 4), (BarKind.Succeeded, 4, 5)],
        Pieces(Action(ActionState.Succeeded, 5, Attempt(ActionState.Lost, null, 4), Attempt(ActionState.Succeeded, 4, 5))));

    private static IEnumerable<(BarKind, int, int)> Pieces(ActionRecord action, RunState run = RunState.Running) =>
        Bars.Of(action, Begin.AddSeconds(20), run).Select(piece => (piece.Kind, (int)(piece.From - Begin).TotalSeconds, (int)(piece.To - Begin).TotalSeconds));

    private static ActionRecord Action(ActionState state, int? ended, params AttemptRecord[] attempts) => new()
    {
        RunId = RunId.Parse("run"),
        ActionId = new ActionId(7, 0),
        ParentId = null,
        Task = "page_tests.item",
        State = state,
        Context = CustomContext.Empty,
        CalledAt = Begin,
        EndedAt = At(ended),
        Inputs = "[]"u8.ToArray(),
        Attempts = attempts,
    };

    private static AttemptRecord Attempt(ActionState state, int? from, int? to) => new(1, "", "host", state, At(from), At(to), null);

    private static DateTimeOffset? At(int? seconds) => seconds is { } number ? Begin.AddSeconds(number) : null;
}
