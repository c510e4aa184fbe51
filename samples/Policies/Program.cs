using Policies;
using Samples;
using Undercurrent;

if (args is ["--cluster"] or ["--connect", _])
{
    return ClusterProgram.Run(args);
}

if (args.Length > 0)
{
    Console.Error.WriteLine("Usage: no arguments (in this process), --cluster (two silos hosted here), or --connect host:port[,host:port…]");
    return 2;
}

await using var runner = LocalRunner.Create();
await PolicyDemo.RunAsync(runner);
return 0;
