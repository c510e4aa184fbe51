namespace Undercurrent.Web.Pages;

/// <summary>A task's page: what it is, and the form that launches it.</summary>
public sealed record TaskModel
{
    /// <summary>How many empty rows there are for keys and values, for those whose browser runs no script.</summary>
    internal const int EmptyRows = 3;

    /// <summary>The task.</summary>
    public required TaskDefinition Task { get; init; }

    /// <summary>The fields of its inputs.</summary>
    public required IReadOnlyList<InputField> Inputs { get; init; }

    /// <summary>The context rows.</summary>
    public IReadOnlyList<PairField> Context { get; init; } = Empty;

    /// <summary>The label rows.</summary>
    public IReadOnlyList<PairField> Labels { get; init; } = Empty;

    /// <summary>The run id as it was typed.</summary>
    public string Id { get; init; } = "";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? IdError { get; init; }

    /// <summary>The most actions at a time, as it was typed.</summary>
    public string MaxConcurrency { get; init; } = "";

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? MaxConcurrencyError { get; init; }

    /// <summary>What the run makes of cached results.</summary>
    public RunCache Cache { get; init; }

    /// <summary>What is wrong with the whole; null when nothing is.</summary>
    public string? Error { get; init; }

    /// <summary>Whether anything is wrong.</summary>
    internal bool HasErrors => Error is not null || IdError is not null || MaxConcurrencyError is not null
        || Inputs.Any(input => input.Error is not null) || Context.Concat(Labels).Any(pair => pair.Error is not null);

    /// <summary>Whether there are labels to be seen, right or wrong.</summary>
    internal bool HasLabels => Labels.Any(pair => pair.Key.Length > 0 || pair.Value.Length > 0);

    /// <summary>Whether an option is another one than by default, right or wrong.</summary>
    internal bool HasOptions => Id.Length > 0 || MaxConcurrency.Length > 0 || Cache != default;

    private static IReadOnlyList<PairField> Empty => [.. Enumerable.Repeat(new PairField("", ""), EmptyRows)];
}
