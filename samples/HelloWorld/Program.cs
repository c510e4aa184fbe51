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
    case ["--store", var file, "--actions", var text] when int.TryParse(text, out var actions) && actions > 0:
        await DurableDemo.RunAsync(file, actions);
        return 0;
    case ["--cluster"] or ["--connect", _]:
        return ClusterProgram.Run(args);
    default:
        Console.Error.WriteLine("Usage: dotnet run --project samples/HelloWorld [-- --store file.db --actions number | --cluster | --connect host:port]");
        return 2;
}
