namespace Undercurrent.Conformance;

public sealed class GreetOneTask(Greeter greeter) : ITask<string, string>
{
    public Task<string> RunAsync(string input) => Task.FromResult(greeter.Greet(input));
}
