using Microsoft.AspNetCore.Http;
using Undercurrent.Records;
using Undercurrent.Web.Access;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Hosting;

/// <summary>
/// Ends requests that wait for a run store that is away: reads wait for its return without end, and who asks would see a
/// connection that says nothing. One that is slow but answers isn't hurried, and streams that have begun go on.
/// </summary>
internal sealed class StorePatience(RequestDelegate next, WebBackend backend)
{
    private static readonly TimeSpan OfReads = TimeSpan.FromSeconds(5);

    // A launch tells by itself, after 30 seconds, that it was not recorded; that says more.
    private static readonly TimeSpan OfChanges = TimeSpan.FromSeconds(45);

    public async Task InvokeAsync(HttpContext context)
    {
        var gone = context.RequestAborted;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone);
        context.RequestAborted = ending.Token;
        var answering = next(context);
        try
        {
            if (await ProblemWhileAsync(answering, context, gone) is not { } problem)
            {
                await answering;
                return;
            }

            await ending.CancelAsync();
            await answering.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            if (!answering.IsCompletedSuccessfully && !context.Response.HasStarted)
            {
                throw new StoreUnavailableException($"The server waits for its run store: {problem}.");
            }

            await answering;
        }
        finally
        {
            context.RequestAborted = gone;
        }
    }

    // Null when there is an answer, or the caller is gone.
    private async Task<string?> ProblemWhileAsync(Task answering, HttpContext context, CancellationToken gone)
    {
        var patience = SiteCheck.IsSafe(context.Request) ? OfReads : OfChanges;
        while (!answering.IsCompleted && !context.Response.HasStarted && !gone.IsCancellationRequested)
        {
            if (await Pulse.ComesWithinAsync(answering, patience, backend.Time, CancellationToken.None) || context.Response.HasStarted)
            {
                return null;
            }

            if (await backend.StoreProblem(CancellationToken.None) is { } problem && !answering.IsCompleted && !context.Response.HasStarted)
            {
                return problem;
            }
        }

        return null;
    }
}
