namespace Undercurrent.Conformance;

public sealed class GreetThreeTask(Greeter greeter) : ITask<string, string, string, string>
{
    public Task<string> RunAsync(string input1, string input2, string input3) =>
        Task.FromResult(greeter.Greet($"{input1} and {input2} and {input3}"));
}
