using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>What a start request's <c>baggage</c> header sets in the run's context (rule F7).</summary>
internal static class RunBaggage
{
    /// <summary>The entries of allowed keys; a value that the context doesn't take is added to the errors.</summary>
    /// <exception cref="ProblemException">The header is broken.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(ApiRequest request, WebSettings settings)
    {
        if (settings.BaggageKeys.Count == 0 || request.Http.Request.Headers["baggage"] is not { Count: > 0 } header)
        {
            return [];
        }

        var entries = Baggage.Parse(header.ToString(), out var error);
        if (error is not null)
        {
            throw new ProblemException(ProblemKinds.BadBaggage, error.Message)
            {
                Position = error.Position,
                Next = "The form is that of W3C Baggage: key=value,key=value with what is not a plain letter percent-encoded.",
            };
        }

        var allowed = entries.Where(entry => settings.BaggageKeys.Contains(entry.Key)).ToArray();
        foreach (var (key, value) in allowed)
        {
            try
            {
                ContextRules.CheckKey(key);
                ContextRules.CheckValue(key, value);
            }
            catch (ContextLimitException exception)
            {
                request.Errors.AddOfContext($"baggage.{key}", exception.Message);
            }
        }

        return allowed;
    }
}
