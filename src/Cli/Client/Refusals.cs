using System.Net;
using System.Text.Json;
using Undercurrent.Cli.Errors;
using Undercurrent.Cli.Settings;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>Turns an answer that is no success into the error for whoever runs the command.</summary>
internal static class Refusals
{
    private const int MostOfAnotherAnswer = 200;

    public static async Task<CommandException> ReadAsync(HttpResponseMessage response, Connection connection, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        var problem = Parse(response, text);
        var code = CodeOf(response.StatusCode);
        if (problem is null)
        {
            var said = text.Length > MostOfAnotherAnswer ? $"{text[..MostOfAnotherAnswer]}…" : text;

            // Something else than an Undercurrent server has no paths of ours.
            code = code == ExitCode.NotThere ? ExitCode.Unreachable : code;
            return new CommandException(
                code, $"{connection.Url} answered {(int)response.StatusCode} {response.ReasonPhrase}.", Advice(code, connection)
                ?? "Is that an Undercurrent server? Its URL is the one of its pages, without /api.", said.Length == 0 ? null : said);
        }

        return new CommandException(code, problem.Detail, ProblemAdvice.Of(problem, response.RequestMessage?.RequestUri) ?? Advice(code, connection) ?? problem.Next, Details(problem, response.RequestMessage?.RequestUri));
    }

    public static int CodeOf(HttpStatusCode status) => (int)status switch
    {
        401 or 403 or 429 => ExitCode.NotAllowed,
        404 or 409 or 410 => ExitCode.NotThere,
        502 or 503 or 504 => ExitCode.Unreachable,
        >= 500 => ExitCode.Unexpected,
        _ => ExitCode.Usage,
    };

    private static ProblemJson? Parse(HttpResponseMessage response, string text)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ProblemJson>(text, ContractJson.Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Advice(int code, Connection connection) => code != ExitCode.NotAllowed ? null
        : connection.Token is null ? "Give a token: --token, UNDERCURRENT_TOKEN, or a profile with one (undercurrent config set)."
        : $"The token comes from {connection.TokenFrom}; ask for one with the scope that this needs.";

    private static string? Details(ProblemJson problem, Uri? uri)
    {
        var lines = new List<string>();
        if (problem.Position is { } position && RequestText.QueryOf(uri) is { } query)
        {
            lines.AddRange(Caret.Under(query, position));
        }

        lines.AddRange((problem.Errors ?? new Dictionary<string, IReadOnlyList<string>>())
            .SelectMany(field => field.Value.Select(error => (field.Key, error)))
            .Where(error => !problem.Detail.Contains(error.error, StringComparison.Ordinal) && !error.error.EndsWith(problem.Detail, StringComparison.Ordinal))
            .Select(error => $"{error.Key}: {error.error}"));
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }
}
