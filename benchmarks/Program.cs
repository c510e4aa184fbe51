using System.Runtime;
using Undercurrent.Benchmarks;
using Undercurrent.Benchmarks.Measuring;
using Undercurrent.Benchmarks.Reporting;
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

await using var bench = await Bench.StartAsync();
var measures = Measures.All(bench);
if (options.Only.FirstOrDefault(name => !measures.Any(measure => measure.Name == name)) is { } unknown)
{
    return Refuse($"There is no measure '{unknown}'. There are: {string.Join(", ", measures.Select(measure => measure.Name))}.");
}

Console.Error.WriteLine(
    $"{Environment.ProcessorCount} cores, .NET {Environment.Version}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, "
    + $"{(options.Quick ? "quick" : "full")} rounds");
#if DEBUG
Console.Error.WriteLine("This is a Debug build: its figures mean nothing. Run with -c Release.");
#endif

IReport report = options.Json ? new JsonReport(Console.Out) : new TableReport(Console.Out);
var rounds = options.Quick ? Rounds.Quick : Rounds.Full;
var missed = new List<string>();
report.Begin();
foreach (var measure in measures.Where(measure => options.Only.Count == 0 || options.Only.Contains(measure.Name)))
{
    Console.Error.WriteLine($"{measure.Name}: {measure.Measured.What}{(measure.Baseline is { } baseline ? $", against {baseline.What}" : "")}");
    var result = await rounds.MeasureAsync(measure, bench);
    Console.Error.WriteLine($"  {result.Summary}");
    report.Add(result);
    if (result.Met == false)
    {
        missed.Add(measure.Name);
    }
}

if (missed.Count > 0)
{
    Console.Error.WriteLine($"Not met: {string.Join(", ", missed)}.");
}

return options.Strict && missed.Count > 0 ? 1 : 0;

static int Refuse(string? problem)
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(BenchmarkOptions.Usage);
    return 2;
}
