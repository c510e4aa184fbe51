using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Settings;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>Talks to the HTTP API of a server. Every failure is a <see cref="CommandException"/> that says what to do.</summary>
internal sealed partial class ApiClient : IDisposable
{
    private const string Base = "api/v1/";

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;
    private readonly TimeProvider _time;

    public ApiClient(Connection connection, TimeProvider time, HttpMessageHandler? handler = null)
    {
        Connection = connection;
        _time = time;

        // Never behind a redirect: the token is for this server.
        _http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = ConnectLimit })
        {
            BaseAddress = connection.Server,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("undercurrent-cli", ProductVersion.Number));
        if (connection.Token is { } token)
        {
            if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                throw CommandException.Usage($"The token of {connection.TokenFrom} holds white space or other characters that no token has.");
            }

            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public Connection Connection { get; }

    public void Dispose() => _http.Dispose();

    private Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => SendAsync<T>(HttpMethod.Get, path, null, cancellationToken);

    private Task<T> PostAsync<T>(string path, HttpContent? content, CancellationToken cancellationToken) => SendAsync<T>(HttpMethod.Post, path, content, cancellationToken);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, content, HttpCompletionOption.ResponseContentRead, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await response.Content.ReadFromJsonAsync<T>(ContractJson.Lenient, cancellationToken) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException exception)
        {
            throw new CommandException(
                ExitCode.Unexpected, $"{Connection.Url} answered with something else than the API does: {exception.Message}",
                "Compare the versions of server and tool: undercurrent doctor", inner: exception);
        }
    }

    /// <summary>The answer, which is a success.</summary>
    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, HttpCompletionOption completion, CancellationToken cancellationToken, Action<HttpRequestMessage>? configure = null)
    {
        using var request = new HttpRequestMessage(method, Base + path) { Content = content };
        configure?.Invoke(request);
        using var limit = new CancellationTokenSource(AnswerLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var response = await _http.SendAsync(request, completion, either.Token);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw await Refusals.ReadAsync(response, Connection, either.Token);
            }
        }
        catch (HttpRequestException exception)
        {
            throw Unreachable(exception.GetBaseException().Message, exception);
        }
        catch (IOException exception)
        {
            throw Unreachable(exception.Message, exception);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw Unreachable($"no answer within {AnswerLimit.TotalSeconds:0} seconds", null);
        }
    }

    private CommandException Unreachable(string reason, Exception? inner) => new(
        ExitCode.Unreachable,
        $"Can't reach {Connection.Url} ({Connection.ServerFrom}): {reason.TrimEnd('.')}.",
        Connection.Server.IsLoopback
            ? "Start a server on this machine: undercurrent dev --tasks path/to/Library.dll. Or name another one with --server."
            : "Is the URL right, and the server up? Name another one with --server.",
        inner: inner);

    private static string Escape(string part) => Uri.EscapeDataString(part);

    // Query parameters that are given.
    private static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new List<string>();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
            {
                query.Add($"{name}={Escape(value)}");
            }
        }

        return query.Count == 0 ? "" : $"?{string.Join('&', query)}";
    }
}
