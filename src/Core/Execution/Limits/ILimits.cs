namespace Undercurrent.Execution;

/// <summary>Gives places to actions where a limit holds: in this process, or on the whole cluster. Thread-safe.</summary>
internal interface ILimits
{
    /// <summary>Completes when the holder has a place; at once when it has it already.</summary>
    /// <param name="limit">The limit's name.</param>
    /// <param name="places">How many places it has.</param>
    /// <param name="run">Runs take turns, however many of their actions wait.</param>
    /// <param name="holder">See <see cref="CallPlaces.Holder"/>.</param>
    /// <param name="isReturning">Whether it gave its place up while it waited for others: then it goes before those that have not begun.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; the holder has no place.</exception>
    Task EnterAsync(string limit, int places, RunId run, string holder, bool isReturning, CancellationToken cancellationToken);

    /// <summary>Gives the place back. Doing it twice, or without having one, does nothing.</summary>
    void Leave(string limit, string holder);

    /// <summary>Notes that the holder's body runs in this process; <see cref="Leave"/> ends that.</summary>
    void Adopt(string limit, string holder);
}
