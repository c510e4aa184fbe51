namespace Policies;

/// <summary>The answer that <see cref="PolicyTasks.Publish"/> waits for.</summary>
public sealed record Approval(string By, bool Granted);
