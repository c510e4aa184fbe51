using System.Globalization;
using Undercurrent.Web.Api;

namespace Undercurrent.Web.Search;

/// <summary>Reads the terms that queries of runs and of actions share, and gathers errors.</summary>
internal sealed class QueryReader(string text)
{
    private readonly HashSet<string> _once = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];
    private Dictionary<string, string>? _context;

    public List<QueryError> Errors { get; } = [];

    public string? Task { get; private set; }

    public IReadOnlyDictionary<string, string>? Context => _context;

    /// <summary>All words of errors; null for none.</summary>
    public string? ErrorText => _words.Count == 0 ? null : string.Join(' ', _words);

    /// <summary>The terms that are not of those that both kinds of queries have.</summary>
    public IEnumerable<QueryTerm> OwnTerms()
    {
        foreach (var term in QueryScanner.Scan(text, Errors))
        {
            if (!TakeShared(term))
            {
                yield return term;
            }
        }
    }

    /// <summary>A word of an enum; null, and an error, when it is none.</summary>
    public TEnum? OneOf<TEnum>(QueryTerm term)
        where TEnum : struct, Enum
    {
        if (!IsOnce(term) || !Has(term, ':'))
        {
            return null;
        }

        if (EnumWords<TEnum>.TryRead(term.Value, out var value))
        {
            return value;
        }

        Fail(term, EnumWords<TEnum>.Wrong(term.Value));
        return null;
    }

    /// <summary>Adds a term <c>prefix.key=value</c> to a map.</summary>
    public void Add(QueryTerm term, string prefix, ref Dictionary<string, string>? map)
    {
        var key = term.Field[prefix.Length..];
        if (!Has(term, '='))
        {
            return;
        }

        if (key.Length is 0 or > ContextLimits.MaxKeyLength)
        {
            Fail(term, $"Behind '{prefix}' comes a key of 1 to {ContextLimits.MaxKeyLength} characters, as in {prefix}region=eu.");
        }
        else if (!(map ??= new(StringComparer.Ordinal)).TryAdd(key, term.Value))
        {
            Fail(term, $"'{term.Field}' is there twice; a key has one value.");
        }
    }

    public DateTimeOffset? Time(QueryTerm term)
    {
        if (!IsOnce(term) || !Has(term, ':'))
        {
            return null;
        }

        if (DateTimeOffset.TryParse(term.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return time;
        }

        Fail(term, $"'{ApiRequest.Shown(term.Value)}' is no time; write it as {term.Field}:2026-01-31 or {term.Field}:2026-01-31T12:00:00Z.");
        return null;
    }

    public bool IsOnce(QueryTerm term, string? name = null)
    {
        if (_once.Add(name ?? term.Field))
        {
            return true;
        }

        Fail(term, $"'{term.Field}' is there twice; it has one value.");
        return false;
    }

    public bool Has(QueryTerm term, char sign)
    {
        if (term.Operator != sign)
        {
            Fail(term, $"'{term.Field}' is written {term.Field}{sign}…, not {term.Field}{term.Operator}….");
            return false;
        }

        if (term.Value.Length == 0 && sign == ':')
        {
            Fail(term, $"'{term.Field}:' has no value behind it.");
            return false;
        }

        return true;
    }

    /// <summary>For a term whose field there isn't.</summary>
    public void FailUnknown(QueryTerm term, IReadOnlyList<string> fields)
    {
        var near = NearestNames.Of(term.Field, fields);
        Fail(term, $"There is no field '{ApiRequest.Shown(term.Field)}'. "
            + (near.Count > 0 ? $"Did you mean {string.Join(" or ", near)}?" : $"Fields are {string.Join(", ", fields)}.")
            + " To look for the text in errors, put it in quotes.");
    }

    public void Fail(QueryTerm term, string message) => Errors.Add(new QueryError(term.Position, term.Length, message));

    private bool TakeShared(QueryTerm term)
    {
        switch (term.Field)
        {
            case "":
                _words.Add(term.Value);
                return true;
            case "error":
                if (Has(term, ':'))
                {
                    _words.Add(term.Value);
                }

                return true;
            case "task":
                if (IsOnce(term) && Has(term, ':'))
                {
                    Task = term.Value;
                }

                return true;
            default:
                if (!term.Field.StartsWith("ctx.", StringComparison.Ordinal))
                {
                    return false;
                }

                Add(term, "ctx.", ref _context);
                return true;
        }
    }
}
