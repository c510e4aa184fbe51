using FanOut;
using Samples;
using Undercurrent;

if (!FanOutArguments.TryParse(args, out var arguments, out var error))
{
    Console.Error.WriteLine($"{error}\n\n{FanOutArguments.Usage}");
    return 2;
}

if (arguments.Engine.Length > 0)
{
    return ClusterProgram.Run(args);
}

await using var runner = LocalRunner.Create();
return await FanOutDemo.RunAsync(runner, arguments);
