using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>
/// Whether a task's results are kept, so that a later call with the same inputs takes one instead of running the body. The
/// custom context is no part of what must be the same (rule N1), except for the keys of <see cref="VariesBy"/>. Only
/// results are kept, never failures or cancellations. By default nothing is: <see cref="Off"/>.
/// </summary>
/// <remarks>Immutable, and plain data: it travels with a launch. Make one with <see cref="On"/>, change it with <c>with</c>.</remarks>
public sealed record CachePolicy
{
    private const int MaxVersionLength = 256;

    /// <summary>Every call runs the body. The default.</summary>
    public static readonly CachePolicy Off = new();

    [JsonConstructor]
    private CachePolicy()
    {
    }

    /// <summary>Results are kept, for all runs and for ever.</summary>
    /// <param name="version">See <see cref="Version"/>.</param>
    /// <exception cref="ArgumentException">It is empty or longer than 256 characters.</exception>
    public static CachePolicy On(string version = "1")
    {
        ArgumentNullException.ThrowIfNull(version);
        return new CachePolicy { Version = version };
    }

    /// <summary>Whether results are kept.</summary>
    [JsonIgnore]
    public bool IsOn => Version is not null;

    /// <summary>
    /// Names what the body does: change it with the code, and results of before are not found any more. 1 to 256 characters;
    /// null when the policy is off.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty or too long.</exception>
    public string? Version
    {
        get;
        init => field = value is null or { Length: > 0 and <= MaxVersionLength } ? value : throw new ArgumentException(
            $"The version of a cache policy has 1 to {MaxVersionLength} characters; this has {value.Length}. It stands for the code, as \"2\" or a commit does.", nameof(value));
    }

    /// <summary>How long after its making a result may be taken; null (the default) for ever. Positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or negative.</exception>
    public TimeSpan? Expiry
    {
        get;
        init => field = value is null || value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "The expiry of a cache policy is a time since the result was made, over zero, or null for never. CachePolicy.Off keeps nothing.");
    }

    /// <summary>Among whom results are shared; default <see cref="CacheScope.TaskEnvironment"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a scope.</exception>
    public CacheScope Scope
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, "The scope of a cache policy is Run, TaskEnvironment or Everything.");
    }

    /// <summary>
    /// Whether of equal calls at the same time, on whichever silo, only one runs while the others wait and take its result;
    /// when it fails or its silo dies, the next one runs. Default false: each that finds nothing runs.
    /// </summary>
    public bool Serialize { get; init; }

    /// <summary>Whether the body runs in any case, and its result replaces the one that is kept; default false.</summary>
    public bool Override { get; init; }

    /// <summary>The inputs, by the names of the body's parameters, that may differ; default none.</summary>
    /// <exception cref="ArgumentException">A name is empty. One that the task doesn't have is refused with the task.</exception>
    public IReadOnlyList<string> IgnoreInputs
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Any(string.IsNullOrEmpty))
            {
                throw new ArgumentException("IgnoreInputs of a cache policy has an empty name; it names parameters of the task's body.", nameof(value));
            }

            field = [.. value];
        }
    } = [];

    /// <summary>The context keys whose values, or whose absence, must be the same; default none. See <see cref="VaryBy"/>.</summary>
    /// <exception cref="ContextLimitException">One is no valid context key.</exception>
    public IReadOnlyList<string> VariesBy
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            foreach (var key in value)
            {
                ContextRules.CheckKey(key, "context key of a cache policy");
            }

            field = [.. value.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        }
    } = [];

    /// <summary>Whether it is an error that the body reads a context key that is not in <see cref="VariesBy"/> (rule N3); default false, a warning.</summary>
    public bool Strict { get; init; }

    /// <summary>This policy with further context keys whose values, or whose absence, must be the same.</summary>
    /// <exception cref="ContextLimitException">One is no valid context key.</exception>
    public CachePolicy VaryBy(params ReadOnlySpan<string> keys) => this with { VariesBy = [.. VariesBy, .. keys] };

    /// <summary>By value, the names and keys in it too.</summary>
    public bool Equals(CachePolicy? other) => other is not null
        && (Version, Expiry, Scope, Serialize, Override, Strict) == (other.Version, other.Expiry, other.Scope, other.Serialize, other.Override, other.Strict)
        && IgnoreInputs.SequenceEqual(other.IgnoreInputs)
        && VariesBy.SequenceEqual(other.VariesBy);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Version, Expiry, Scope, Serialize, Override, Strict, IgnoreInputs.Count, VariesBy.Count);

    /// <exception cref="TaskDefinitionException">It doesn't fit the task.</exception>
    internal void Check(TaskDefinition task)
    {
        foreach (var name in IgnoreInputs)
        {
            if (!task.Inputs.Any(input => input.Name == name))
            {
                throw new TaskDefinitionException(
                    $"The cache policy of the task '{task.Name}' ({task.DefinedAt}) ignores the input '{name}', which the task doesn't have. "
                    + (task.Inputs.Count == 0 ? "It has no inputs." : $"Its inputs are {string.Join(", ", task.Inputs.Select(input => $"'{input.Name}'"))}."));
            }
        }
    }
}
