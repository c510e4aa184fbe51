namespace Undercurrent;

/// <summary>What kind of act set a context key.</summary>
public enum ContextOriginKind
{
    /// <summary>A run's launch, by <c>WithRunContext</c> or its options.</summary>
    Launch = 0,

    /// <summary>A scope, opened by <see cref="CustomContext.BeginScope(ContextChange, string, int)"/>.</summary>
    Scope = 1,
}
