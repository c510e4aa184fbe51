namespace Undercurrent.Conformance;

public sealed class GreetTask(Greeter greeter) : ITask<string>
{
    public Task<string> RunAsync() => Task.FromResult(greeter.Greet("nobody"));
}
