using HelloWorld;
using Samples;
using Undercurrent;

switch (args)
{
    case []:
        await using (var runner = LocalRunner.Create())
        {
            await HelloDemo.RunAsync(runner);
        }

        return 0;
    case ["--cluster"] or ["--connect", _]:
        return ClusterProgram.Run(args);
    default:
        Console.Error.WriteLine("Usage: dotnet run --project samples/HelloWorld [-- --cluster | --connect host:port]");
        return 2;
}
