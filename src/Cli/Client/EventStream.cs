using System.Text;
using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>Reads server-sent events off an answer.</summary>
internal sealed class EventStream(HttpResponseMessage response, Stream stream, TimeSpan silence, TimeProvider time) : IAsyncDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>The next event; null at the end of the stream, with what broke it when it did not just end.</summary>
    public async Task<(EventJson? Event, string? Problem)> NextAsync(CancellationToken cancellationToken)
    {
        var data = new StringBuilder();
        using var limit = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            while (await _reader.ReadLineAsync(either.Token) is { } line)
            {
                // Whatever comes, if only a comment, shows that somebody is there.
                limit.CancelAfter(silence);
                if (line.Length == 0 && data.Length > 0)
                {
                    return (JsonSerializer.Deserialize<EventJson>(data.ToString(), ContractJson.Lenient), null);
                }

                if (line.StartsWith("data:", StringComparison.Ordinal))
                {
                    data.Append(data.Length > 0 ? "\n" : "").Append(line.AsSpan(line.Length > 5 && line[5] == ' ' ? 6 : 5));
                }
            }

            return (null, null);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return (null, exception.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"nothing was heard for {silence.TotalSeconds:0} seconds");
        }
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
