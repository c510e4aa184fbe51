namespace Undercurrent.Conformance;

public sealed class GreetTwoTask(Greeter greeter) : ITask<string, string, string>
{
    public Task<string> RunAsync(string input1, string input2) => Task.FromResult(greeter.Greet($"{input1} and {input2}"));
}
