using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Undercurrent.Cli.Errors;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <content>The events of a run, over connections that may break.</content>
internal sealed partial class ApiClient
{
    // The server says something at least every 15 seconds or so, if only that it is there.
    private static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(60);

    // How long a server may be away, as for its restart, before following gives up.
    private static readonly TimeSpan AwayLimit = TimeSpan.FromSeconds(60);

    /// <summary>The run's events from its launch to its end; a broken connection is made again behind the last one.</summary>
    /// <param name="run">The run.</param>
    /// <param name="action">Only this action's; null for all.</param>
    /// <param name="watcher">Is told when the connection broke, and when it is there again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CommandException">The server refused, or was away for too long; the run was interrupted.</exception>
    public async IAsyncEnumerable<EventJson> FollowAsync(
        string run, string? action, IConnectionWatcher watcher, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var backOff = new BackOff(_time, AwayLimit);
        long last = 0;
        var isLost = false;
        while (true)
        {
            EventStream? stream = null;
            CommandException? broken = null;
            try
            {
                if (backOff.HasWaited)
                {
                    await ThrowIfNobodyRunsItAsync(run, cancellationToken);
                }

                stream = await OpenEventsAsync(run, action, last, cancellationToken);
            }
            catch (CommandException exception) when (exception.ExitCode == ExitCode.Unreachable && (last > 0 || backOff.HasWaited))
            {
                broken = exception;
            }

            if (stream is not null)
            {
                var connected = _time.GetTimestamp();
                if (isLost)
                {
                    isLost = false;
                    watcher.OnConnected();
                }

                await using (stream)
                {
                    while (await stream.NextAsync(cancellationToken) is var step)
                    {
                        if (step.Event is not { } happened)
                        {
                            if (step.HasEnded)
                            {
                                yield break;
                            }

                            broken = Unreachable(step.Problem!, null);
                            backOff.Held(_time.GetElapsedTime(connected));
                            break;
                        }

                        backOff.Reset();
                        last = Math.Max(last, happened.Sequence);
                        yield return happened;
                        if (happened.Kind == RunEventKind.RunEnded)
                        {
                            yield break;
                        }
                    }
                }
            }

            if (!isLost)
            {
                isLost = true;
                watcher.OnBroken(broken!.Message);
            }

            await backOff.WaitAsync(broken!, cancellationToken);
        }
    }

    /// <summary>The events so far, at once.</summary>
    public async Task<IReadOnlyList<EventJson>> GetEventsAsync(string run, string? action, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(
            HttpMethod.Get, $"{Run(run)}/events{Query(("action", action), ("follow", "false"))}", null, HttpCompletionOption.ResponseContentRead, cancellationToken,
            request => request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/x-ndjson")));
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<EventJson>(line, ContractJson.Lenient)!)];
    }

    private async Task<EventStream> OpenEventsAsync(string run, string? action, long last, CancellationToken cancellationToken)
    {
        var response = await SendAsync(
            HttpMethod.Get, $"{Run(run)}/events{Query(("action", action))}", null, HttpCompletionOption.ResponseHeadersRead, cancellationToken,
            request =>
            {
                request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
                if (last > 0)
                {
                    request.Headers.Add("Last-Event-ID", last.ToString(CultureInfo.InvariantCulture));
                }
            });
        return new EventStream(response, await response.Content.ReadAsStreamAsync(cancellationToken), SilenceLimit, _time);
    }

    // An engine that stopped leaves its runs interrupted: nothing will happen in them, however long one waits.
    private async Task ThrowIfNobodyRunsItAsync(string run, CancellationToken cancellationToken)
    {
        if ((await GetRunAsync(run, cancellationToken)).State == RunState.Interrupted)
        {
            throw RunOutcomes.Interrupted(run);
        }
    }
}
