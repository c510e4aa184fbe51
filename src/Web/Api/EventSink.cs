using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>Writes a stream of events: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), or plain lines of JSON.</summary>
internal sealed class EventSink
{
    public const string ServerSent = "text/event-stream";
    public const string Lines = "application/x-ndjson";

    private readonly HttpResponse _response;
    private readonly bool _isLines;

    public EventSink(HttpContext context)
    {
        _response = context.Response;
        _isLines = context.Request.GetTypedHeaders().Accept.FirstOrDefault(type => type.MediaType == Lines || type.MediaType == ServerSent)?.MediaType == Lines;
        _response.ContentType = _isLines ? Lines : ServerSent;

        // A proxy that gathers answers before it sends them on would make a live stream a dead one.
        _response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Sends one event.</summary>
    /// <param name="name">Its name; not told in lines.</param>
    /// <param name="id">What a browser sends back to go on behind it; null for none.</param>
    /// <param name="data">Written as one line of JSON.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public Task WriteAsync<T>(string name, long? id, T data, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(data, ContractJson.Options);
        return SendAsync(_isLines ? $"{json}\n" : $"{(id is null ? "" : $"id: {id}\n")}event: {name}\ndata: {json}\n\n", cancellationToken);
    }

    /// <summary>Tells that the connection lives.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => _isLines ? Task.CompletedTask : SendAsync(":\n\n", cancellationToken);

    /// <summary>Tells that nothing follows, so that a browser doesn't connect again.</summary>
    public Task EndAsync(CancellationToken cancellationToken) => _isLines ? Task.CompletedTask : SendAsync("event: end\ndata: {}\n\n", cancellationToken);

    public Task FlushAsync(CancellationToken cancellationToken) => _response.Body.FlushAsync(cancellationToken);

    private Task SendAsync(string text, CancellationToken cancellationToken) => _response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
}
