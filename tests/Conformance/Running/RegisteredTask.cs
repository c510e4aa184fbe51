namespace Undercurrent.Conformance;

/// <summary>A task class that the container itself makes.</summary>
public sealed class RegisteredTask(string maker) : ITask<string>
{
    public Task<string> RunAsync() => Task.FromResult($"made by {maker}");
}
