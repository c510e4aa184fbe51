namespace Undercurrent.Benchmarks;

/// <summary>What the command line asked for.</summary>
internal sealed record BenchmarkOptions
{
    public const string Usage = """
        Usage: dotnet run -c Release --project benchmarks -- [options]

          --quick      shorter rounds and smaller records: all of them in about three minutes
          --million    only the run of 1,000,000 actions; the memory that it reports is the process's
          --json       one JSON object a line on stdout instead of a table
          --only NAME  only this measure; may be given several times
          --strict     exit code 1 when a limit isn't met
          --help       this text

        The rows on PostgreSQL are measured on the server that UNDERCURRENT_TEST_POSTGRES names as Npgsql connects to it,
        for instance "Host=127.0.0.1;Username=postgres"; each makes a database there and removes it again.

        Results go to stdout, words to stderr. Exit codes: 0 done, 1 a limit isn't met (with --strict), 2 wrong options.
        """;

    public bool Quick { get; private init; }

    public bool Million { get; private init; }

    public bool Json { get; private init; }

    public bool Strict { get; private init; }

    public bool Help { get; private init; }

    public IReadOnlyList<string> Only { get; private init; } = [];

    /// <summary>The options, or null and what is wrong with them.</summary>
    public static BenchmarkOptions? Parse(string[] args, out string? problem)
    {
        problem = null;
        var options = new BenchmarkOptions();
        var rest = new Queue<string>(args);
        while (rest.TryDequeue(out var option))
        {
            switch (option)
            {
                case "--quick":
                    options = options with { Quick = true };
                    break;
                case "--million":
                    options = options with { Million = true };
                    break;
                case "--json":
                    options = options with { Json = true };
                    break;
                case "--strict":
                    options = options with { Strict = true };
                    break;
                case "--help" or "-h":
                    options = options with { Help = true };
                    break;
                case "--only" when rest.TryDequeue(out var name):
                    options = options with { Only = [.. options.Only, name] };
                    break;
                case "--only":
                    problem = "--only needs the name of a measure.";
                    return null;
                default:
                    problem = $"'{option}' is no option of the benchmarks.";
                    return null;
            }
        }

        return options;
    }
}
