using System.Globalization;
using Microsoft.AspNetCore.Http;
using Undercurrent.Records;
using Undercurrent.Web.Access;

namespace Undercurrent.Web.Api;

/// <summary>
/// A request to the API: what its path and parameters say, and all that is wrong with them. A handler reads what it
/// takes, then calls <see cref="Check"/>.
/// </summary>
internal sealed class ApiRequest
{
    private readonly QueryParameters _parameters;

    private ApiRequest(HttpContext context)
    {
        Http = context;
        _parameters = context.GetEndpoint()?.Metadata.GetMetadata<QueryParameters>() ?? QueryParameters.None;
        RunId = PathValue("id", RunId.TryParse, RunId.Parse);
        ActionId = PathValue("actionId", ActionId.TryParse, ActionId.Parse);
        foreach (var (name, values) in context.Request.Query)
        {
            CheckParameter(name, values.Count);
        }
    }

    public HttpContext Http { get; }

    public RequestErrors Errors { get; } = new();

    /// <summary>The <c>{id}</c> of the path.</summary>
    public RunId RunId { get; }

    /// <summary>The <c>{actionId}</c> of the path.</summary>
    public ActionId ActionId { get; }

    /// <summary>Who asks.</summary>
    public Caller Caller => Caller.Of(Http);

    /// <summary>Minimal APIs make one for each request by this.</summary>
    public static ValueTask<ApiRequest> BindAsync(HttpContext context) => ValueTask.FromResult(new ApiRequest(context));

    /// <exception cref="ProblemException">Something of what was read so far is wrong.</exception>
    public void Check() => Errors.ThrowIfAny();

    /// <summary>A parameter's text; null when it is absent or empty, as browsers send empty fields of forms.</summary>
    public string? Text(string name) => Http.Request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    /// <summary>All parameters that begin so, without that beginning.</summary>
    public IEnumerable<KeyValuePair<string, string>> Below(string prefix) =>
        from parameter in Http.Request.Query
        where parameter.Key.StartsWith(prefix, StringComparison.Ordinal)
        select KeyValuePair.Create(parameter.Key[prefix.Length..], parameter.Value.ToString());

    public PageRequest Page()
    {
        var size = Number("size", 1, PageRequest.MaxSize);
        var after = Text("after");
        if (after is not null)
        {
            try
            {
                _ = new PageRequest { After = after }.Mark;
            }
            catch (FormatException)
            {
                Errors.Add("after", $"'{Shown(after)}' is no page mark; pass what `next` of the page before was, or leave it out for the first page.");
                after = null;
            }
        }

        return size is null ? new PageRequest { After = after } : new PageRequest { Size = (int)size, After = after };
    }

    public long? Number(string name, long least, long most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        Errors.Add(name, $"'{Shown(text)}' is not a number from {least.ToString("N0", CultureInfo.InvariantCulture)} to {most.ToString("N0", CultureInfo.InvariantCulture)}.");
        return null;
    }

    public bool? Flag(string name)
    {
        var text = Text(name);
        if (text is not (null or "true" or "false"))
        {
            Errors.Add(name, $"'{Shown(text)}' is neither true nor false.");
        }

        return text is null ? null : text == "true";
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        Errors.Add(name, $"'{Shown(text)}' is no time; write it as 2026-01-31T12:00:00Z.");
        return null;
    }

    public TEnum? OneOf<TEnum>(string name)
        where TEnum : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (EnumWords<TEnum>.TryRead(text, out var value))
        {
            return value;
        }

        Errors.Add(name, EnumWords<TEnum>.Wrong(text));
        return null;
    }

    public ActionId? Action(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (ActionId.TryParse(text, out var id))
        {
            return id;
        }

        Errors.Add(name, WordsOf(() => ActionId.Parse(text)));
        return null;
    }

    public RunId? Run(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (RunId.TryParse(text, out var id))
        {
            return id;
        }

        Errors.Add(name, WordsOf(() => RunId.Parse(text)));
        return null;
    }

    /// <summary>A text of the caller's for an answer: never a whole megabyte.</summary>
    public static string Shown(string text) => text.Length <= 100 ? text : string.Concat(text.AsSpan(0, 100), "…");

    private T PathValue<T>(string name, TryParse<T> tryParse, Func<string, T> parse)
        where T : struct
    {
        if (Http.Request.RouteValues[name] is not string text)
        {
            return default;
        }

        if (!tryParse(text, out var value))
        {
            Errors.Add(name, WordsOf(() => parse(text)));
        }

        return value;
    }

    private void CheckParameter(string name, int count)
    {
        if (!_parameters.All.Any(parameter => parameter.Fits(name)))
        {
            var near = NearestNames.Of(name, _parameters.All.Select(parameter => parameter.Name));
            Errors.Add(Shown(name), near.Count > 0 ? $"is no parameter of this route. Did you mean {string.Join(" or ", near)}?"
                : _parameters.All.Count == 0 ? "is no parameter of this route; it takes none."
                : $"is no parameter of this route; it takes {string.Join(", ", _parameters.All.Select(parameter => parameter.Name))}.");
        }
        else if (count > 1)
        {
            Errors.Add(Shown(name), $"is given {count} times; give it once.");
        }
    }

    private static string WordsOf<T>(Func<T> parse)
    {
        try
        {
            parse();
            return "";
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }

    private delegate bool TryParse<T>(string text, out T value);
}
