using System.Net;
using System.Text.RegularExpressions;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Pages;

/// <summary>Reads pages and sends their forms as a browser without script does.</summary>
internal static partial class PageText
{
    public static async Task<string> PageAsync(this Site site, string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await site.Http.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.All(site.Logs.Lines, line => Assert.Null(line.Exception));
        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        return text;
    }

    /// <summary>Takes the token from a page with a form, and sends the fields with it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this Site site, string page, string action, params (string Name, string Value)[] fields)
    {
        using var shown = await site.Http.GetAsync(page);
        var token = WebUtility.HtmlDecode(Token().Match(await shown.Content.ReadAsStringAsync()).Groups[1].Value);
        Assert.NotEmpty(token);
        using var request = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]),
        };
        request.Headers.Add("Cookie", shown.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        return await site.Http.SendAsync(request);
    }

    /// <summary>How often a text is there.</summary>
    public static int CountOf(this string page, string text) => page.Split(text).Length - 1;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
