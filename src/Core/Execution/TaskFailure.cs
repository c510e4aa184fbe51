using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>A failure as data: what was thrown, where, and through which actions it came up.</summary>
/// <remarks>Immutable. The exception object itself never travels: the caller may not know its type.</remarks>
public sealed record TaskFailure
{
    private const int ShownPassedOn = 5;

    /// <summary>The full name of the exception's type, as in <c>System.InvalidOperationException</c>.</summary>
    public required string Type { get; init; }

    /// <summary>
    /// The full names of the types that it derives from, nearest first, without <see cref="Exception"/>; mostly few. By them
    /// <see cref="RetryOptions"/> knows a failure whose type the caller doesn't have.
    /// </summary>
    public ImmutableArray<string> BaseTypes { get; init; } = [];

    /// <summary>Its message.</summary>
    public required string Message { get; init; }

    /// <summary>Its stack trace without the product's own frames, at most 30 lines; null when there is none.</summary>
    public string? StackTrace { get; init; }

    /// <summary>The task whose body threw it; null for a cause inside another failure.</summary>
    public string? Task { get; init; }

    /// <summary>That task's action.</summary>
    public ActionId? ActionId { get; init; }

    /// <summary>The attempt that threw it, from 1; 0 when there is none.</summary>
    public int Attempt { get; init; }

    /// <summary>The exception that the thrown one names as its cause; null without one.</summary>
    public TaskFailure? Cause { get; init; }

    /// <summary>The tasks that let it through unchanged, nearest first: the callers up to who sees it.</summary>
    public ImmutableArray<string> PassedOnBy { get; init; } = [];

    /// <summary>Where it began: the last of the causes, or this one.</summary>
    [JsonIgnore]
    public TaskFailure RootCause => Cause?.RootCause ?? this;

    /// <summary>The whole chain for people, beginning with the root cause.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var failure in FromRootCause())
        {
            if (text.Length > 0)
            {
                text.AppendLine().Append("which led to ");
            }

            failure.AppendOwn(text);
        }

        return text.ToString();
    }

    /// <summary>Equal by value, the list of <see cref="PassedOnBy"/> included.</summary>
    public bool Equals(TaskFailure? other) => other is not null
        && Type == other.Type && Message == other.Message && StackTrace == other.StackTrace && Task == other.Task
        && ActionId == other.ActionId && Attempt == other.Attempt && Equals(Cause, other.Cause)
        && (PassedOnBy.IsDefault ? [] : PassedOnBy).SequenceEqual(other.PassedOnBy.IsDefault ? [] : other.PassedOnBy, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Message, Task, ActionId);

    /// <summary>Whether it is of this type, or of one derived from it.</summary>
    internal bool IsOf(string type) => Type == type || type == typeof(Exception).FullName || (!BaseTypes.IsDefault && BaseTypes.Contains(type));

    /// <summary>One line: the root cause and where.</summary>
    internal string Headline
    {
        get
        {
            var root = RootCause;
            var where = FromRootCause().FirstOrDefault(failure => failure.Task is not null)?.Task;
            return where is null ? $"{ShortType(root.Type)}: {root.Message}" : $"'{where}' failed: {ShortType(root.Type)}: {root.Message}";
        }
    }

    private static string ShortType(string type) => type[(type.LastIndexOf('.') + 1)..];

    private IEnumerable<TaskFailure> FromRootCause()
    {
        var chain = new Stack<TaskFailure>();
        for (var failure = this; failure is not null; failure = failure.Cause)
        {
            chain.Push(failure);
        }

        return chain;
    }

    private void AppendOwn(StringBuilder text)
    {
        text.Append(Type).Append(": ").Append(Message);
        if (Task is not null)
        {
            text.AppendLine().Append("  in ").Append(Task).Append(" (action ").Append(ActionId).Append(", attempt ").Append(Attempt).Append(')');
        }

        if (StackTrace is not null)
        {
            text.AppendLine().Append(StackTrace);
        }

        if (!PassedOnBy.IsDefaultOrEmpty)
        {
            text.AppendLine().Append("  passed on by ").AppendJoin(", ", PassedOnBy.Take(ShownPassedOn));
            if (PassedOnBy.Length > ShownPassedOn)
            {
                text.Append(" and ").Append(PassedOnBy.Length - ShownPassedOn).Append(" more");
            }
        }
    }
}
