namespace Undercurrent.Web.Api;

/// <summary>Collects what is wrong with a request, so that one answer tells all of it.</summary>
internal sealed class RequestErrors
{
    /// <summary>How many are told: a request of a megabyte can have a hundred thousand.</summary>
    public const int MostShown = 50;

    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);
    private int _ofContext;
    private int _count;

    public bool Any => _count > 0;

    public void Add(string field, string message)
    {
        if (++_count <= MostShown)
        {
            (_errors.TryGetValue(field, out var known) ? known : _errors[field] = []).Add(message);
        }
    }

    /// <summary>A breach of the rules of the custom context.</summary>
    public void AddOfContext(string field, string message)
    {
        _ofContext++;
        Add(field, message);
    }

    /// <exception cref="ProblemException">There is any.</exception>
    public void ThrowIfAny()
    {
        if (Any)
        {
            throw ToProblem();
        }
    }

    private ProblemException ToProblem()
    {
        var first = _errors.First();
        var detail = _count == 1 ? $"{first.Key}: {first.Value[0]}" : $"{_count} things are wrong with the request; the first is {first.Key}: {first.Value[0]}";
        return new ProblemException(_ofContext == _count ? ProblemKinds.ContextLimit : ProblemKinds.BadRequest, detail)
        {
            Errors = _errors.ToDictionary(error => error.Key, error => (IReadOnlyList<string>)error.Value),
            Next = _count > MostShown ? $"Only the first {MostShown} are told." : null,
        };
    }
}
