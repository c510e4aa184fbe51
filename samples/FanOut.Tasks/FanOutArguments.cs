using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FanOut;

/// <summary>The arguments of both programs.</summary>
/// <param name="Children">How many children the root calls.</param>
/// <param name="Grandchildren">How many each of them calls.</param>
/// <param name="Engine">Where it runs: <c>--cluster</c>, <c>--connect host:port</c>, or nothing for in process.</param>
public sealed record FanOutArguments(int Children, int Grandchildren, string[] Engine)
{
    public const string Usage = """
        Usage: dotnet run --project samples/FanOut [-- options]

          --children N         how many children the root calls, 1 to 100,000; default 1,000
          --grandchildren N    how many each child calls in turn, 0 to 100; default 0
          --nested             the same as --grandchildren 2
          --cluster            on a cluster of two silos that this program hosts
          --connect host:port  on a running silo that has loaded FanOut.Tasks.dll
        """;

    /// <summary>Reads them; <paramref name="error"/> says what is wrong.</summary>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out FanOutArguments? arguments, [NotNullWhen(false)] out string? error)
    {
        int children = 1_000, grandchildren = 0;
        string[] engine = [];
        error = null;
        var rest = new Queue<string>(args);
        while (error is null && rest.TryDequeue(out var option))
        {
            switch (option)
            {
                case "--children":
                    error = Number(1, 100_000, out children);
                    break;
                case "--grandchildren":
                    error = Number(0, 100, out grandchildren);
                    break;
                case "--nested":
                    grandchildren = 2;
                    break;
                case "--cluster" or "--connect" when engine.Length > 0:
                    error = "Only one of --cluster and --connect can be given, and only once.";
                    break;
                case "--cluster":
                    engine = [option];
                    break;
                case "--connect" when rest.TryDequeue(out var gateway):
                    engine = [option, gateway];
                    break;
                case "--connect":
                    error = "--connect needs the gateway of a silo, as in --connect localhost:30000.";
                    break;
                default:
                    error = $"'{option}' is no option of this sample.";
                    break;
            }

            string? Number(int least, int most, out int number)
            {
                rest.TryDequeue(out var text);
                return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"{option} is {(text is null ? "missing its number" : $"'{text}'")}; allowed is a number from {least} to {most:N0}, as in {option} {most / 10}.");
            }
        }

        arguments = error is null ? new FanOutArguments(children, grandchildren, engine) : null;
        return error is null;
    }
}
