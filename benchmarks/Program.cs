using System.Runtime;
using Undercurrent.Benchmarks;
using Undercurrent.Benchmarks.Measuring;
using Undercurrent.Benchmarks.Reporting;
using Undercurrent.Benchmarks.Stages;
using Undercurrent.Benchmarks.Suite;

if (BenchmarkOptions.Parse(args, out var problem) is not { } options)
{
    return Refuse(problem);
}

if (options.Help)
{
    Console.WriteLine(BenchmarkOptions.Usage);
    return 0;
}

using var files = new TempFolder();
IReadOnlyList<Measure> measures = options.Million ? MillionMeasures.All(files) : [.. Measures.All(), .. DurableMeasures.All(files, options.Quick), .. WebMeasures.All(files)];
if (options.Only.FirstOrDefault(name => !measures.Any(measure => measure.Name == name)) is { } unknown)
{
    return Refuse($"There is no measure '{unknown}' with these options. There are: {string.Join(", ", measures.Select(measure => measure.Name))}.");
}

Console.Error.WriteLine(
    $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, "
    + $"{(options.Quick ? "quick" : "full")} rounds");
#if DEBUG
Console.Error.WriteLine("This is a Debug build: its figures mean nothing. Run with -c Release.");
#endif

if (!options.Million && PostgresPlace.Server is null)
{
    SayLeftOut();
}

IReport report = options.Json ? new JsonReport(Console.Out) : new TableReport(Console.Out);
var missed = new List<string>();
IStage? stage = null;
report.Begin();
try
{
    foreach (var measure in measures.Where(measure => options.Only.Count == 0 || options.Only.Contains(measure.Name)))
    {
        Console.Error.WriteLine($"{measure.Name}: {measure.Measured.What}{(measure.Baseline is { } baseline ? $", against {baseline.What}" : "")}");
        if (!ReferenceEquals(stage, measure.Stage))
        {
            await (stage?.DisposeAsync() ?? ValueTask.CompletedTask);
            stage = measure.Stage;
            await stage.StartAsync();
        }

        var result = await Rounds.Of(measure.Effort, options.Quick).MeasureAsync(measure);
        Console.Error.WriteLine($"  {result.Summary}");
        report.Add(result);
        if (result.Met == false)
        {
            missed.Add(measure.Name);
        }
    }
}
finally
{
    await (stage?.DisposeAsync() ?? ValueTask.CompletedTask);
}

if (!options.Million && PostgresPlace.Server is null)
{
    SayLeftOut();
}

if (missed.Count > 0)
{
    Console.Error.WriteLine($"Not met: {string.Join(", ", missed)}.");
}

return options.Strict && missed.Count > 0 ? 1 : 0;

static void SayLeftOut() => Console.Error.WriteLine(
    $"LEFT OUT: the rows on PostgreSQL, because {PostgresPlace.Variable} names no server. "
    + $"To have them measured: {PostgresPlace.Variable}=\"Host=127.0.0.1;Username=postgres\" (as Npgsql connects to it, as a user who may create databases).");

static int Refuse(string? problem)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}
