using FanOut;
using Samples;

if (!FanOutArguments.TryParse(args, out var arguments, out var error))
{
    Console.Error.WriteLine($"{error}\n\n{FanOutArguments.Usage}");
    return 2;
}

return await SampleCluster.RunAsync(arguments.Engine, runner => FanOutDemo.RunAsync(runner, arguments));
