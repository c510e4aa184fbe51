using System.Globalization;

namespace Undercurrent.Web.Api;

/// <summary>Checks the members that a start and a launch again have in common; what is wrong is added to the errors.</summary>
internal sealed class LaunchFields(RequestErrors errors)
{
    private const int MaxLabels = 64;
    private const int MaxLabelLength = 256;

    /// <summary>Names of routes below <c>/runs/</c>, which a run of that name would hide behind.</summary>
    private static readonly string[] Taken = ["events"];

    public RunId? Id(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (!RunId.TryParse(text, out var id))
        {
            errors.Add("id", $"'{ApiRequest.Shown(text)}' is no run id: it has 1 to 64 characters of A-Z a-z 0-9 . _ - and begins with a letter or digit. Leave it out to get one.");
            return null;
        }

        if (Taken.Contains(text))
        {
            errors.Add("id", $"'{text}' is a route of this API, /api/v1/runs/{text}; choose another id.");
        }

        return id;
    }

    public void CheckContext(IReadOnlyDictionary<string, string>? context, string field = "context")
    {
        foreach (var (key, value) in context ?? new Dictionary<string, string>())
        {
            try
            {
                ContextRules.CheckKey(key);
                ContextRules.CheckValue(key, value);
            }
            catch (ContextLimitException exception)
            {
                errors.AddOfContext($"{field}.{ApiRequest.Shown(key)}", exception.Message);
            }
        }
    }

    public void CheckLabels(IReadOnlyDictionary<string, string>? labels)
    {
        if (labels is null)
        {
            return;
        }

        if (labels.Count > MaxLabels)
        {
            errors.Add("labels", string.Create(CultureInfo.InvariantCulture, $"A run has at most {MaxLabels} labels; these are {labels.Count:N0}."));
        }

        foreach (var (name, value) in labels)
        {
            var field = $"labels.{ApiRequest.Shown(name)}";
            try
            {
                ContextRules.CheckKey(name, "label");
                ContextRules.CheckValue(name, value, "label");
                if (value.Length > MaxLabelLength)
                {
                    errors.Add(field, string.Create(CultureInfo.InvariantCulture, $"has {value.Length:N0} characters; the limit is {MaxLabelLength}. Data belongs in the task's inputs."));
                }
            }
            catch (ContextLimitException exception)
            {
                errors.Add(field, exception.Message);
            }
        }
    }

    public void CheckConcurrency(int? most)
    {
        if (most < 1)
        {
            errors.Add("maxConcurrency", string.Create(CultureInfo.InvariantCulture, $"is {most}; it is 1 or more. Leave it out for no limit."));
        }
    }
}
