using System.Buffers;
using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Writes commands for a POSIX shell.</summary>
internal static class Shell
{
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/:=@%+,");

    /// <summary><c>undercurrent</c> with these arguments.</summary>
    public static string Command(params IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote).Prepend("undercurrent"));

    /// <summary>The command for the server that answers a request, which it names unless it is the one that a command asks anyway.</summary>
    public static string At(HttpRequest request, string command)
    {
        var isAsked = request is { Scheme: "http", Host: { Host: "127.0.0.1" or "localhost", Port: WebSettings.DefaultPort } };
        return isAsked ? command : $"{command} --server {Quote($"{request.Scheme}://{request.Host}")}";
    }

    /// <summary>The text as one word: as it is where it is harmless, else in single quotes, in which nothing has a meaning but their end.</summary>
    public static string Quote(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(Plain)
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
