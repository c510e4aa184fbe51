using System.Text;
using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>Reads server-sent events off an answer.</summary>
internal sealed class EventStream(HttpResponseMessage response, Stream stream, TimeSpan silence, TimeProvider time) : IAsyncDisposable
{
    private readonly StreamReader _reader = new(stream);

    /// <summary>The next event.</summary>
    public async Task<StreamStep> NextAsync(CancellationToken cancellationToken)
    {
        var (name, data) = ("", new StringBuilder());
        using var limit = new CancellationTokenSource(silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            while (await _reader.ReadLineAsync(either.Token) is { } line)
            {
                // Whatever comes, if only a comment, shows that somebody is there.
                limit.CancelAfter(silence);
                if (line.Length == 0)
                {
                    if (name == "end")
                    {
                        return StreamStep.End;
                    }

                    if (data.Length > 0)
                    {
                        return StreamStep.Happened(JsonSerializer.Deserialize<EventJson>(data.ToString(), ContractJson.Lenient)!);
                    }
                }
                else if (ValueOf(line, "event:") is { } type)
                {
                    name = type;
                }
                else if (ValueOf(line, "data:") is { } text)
                {
                    data.Append(data.Length > 0 ? "\n" : "").Append(text);
                }
            }

            return StreamStep.Broken("the stream of events ended before the run did");
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            return StreamStep.Broken(exception.GetBaseException().Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return StreamStep.Broken($"nothing was heard for {silence.TotalSeconds:0} seconds");
        }
    }

    private static string? ValueOf(string line, string field) =>
        line.StartsWith(field, StringComparison.Ordinal) ? line[(line.Length > field.Length && line[field.Length] == ' ' ? field.Length + 1 : field.Length)..] : null;

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
