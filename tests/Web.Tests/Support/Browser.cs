using System.Net;
using Microsoft.AspNetCore.TestHost;

namespace Undercurrent.Web.Support;

/// <summary>Keeps cookies as a browser does, and follows no redirect.</summary>
internal sealed class Browser : IDisposable
{
    private readonly CookieContainer _cookies;
    private readonly Uri _root;
    private readonly HttpClient _http;

    public Browser(TestServer server, string root = "http://localhost/", CookieContainer? cookies = null)
    {
        _cookies = cookies ?? new CookieContainer();
        _root = new Uri(root);
        _http = server.CreateClient();
        _http.BaseAddress = _root;
    }

    /// <summary>The same browser at another server of the same name.</summary>
    public Browser At(TestServer server) => new(server, _root.OriginalString, _cookies);

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] form) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))) });

    public Task<HttpResponseMessage> PostAsync(string path, (string Name, string Value) header)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add(header.Name, header.Value);
        return SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            if (_cookies.GetCookieHeader(_root) is { Length: > 0 } sent)
            {
                request.Headers.Add("Cookie", sent);
            }

            var answer = await _http.SendAsync(request);
            foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            {
                _cookies.SetCookies(_root, cookie);
            }

            return answer;
        }
    }
}
