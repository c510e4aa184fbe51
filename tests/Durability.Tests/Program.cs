using Undercurrent.Durability;

// Prints the table of the scenarios: `dotnet run --project tests/Durability.Tests -- [--short] [part of a scenario's name…]`.
// The tests run the short form; this is the long one unless told otherwise. The exit code is 1 when anything was wrong.
var lengths = args.Contains("--short") ? Lengths.Short : Lengths.Long;
string[] wanted = [.. args.Where(argument => argument != "--short")];
Scenario[] scenarios = [.. Scenario.All.Where(scenario => wanted.Length == 0 || wanted.Any(part => scenario.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))];
if (scenarios.Length == 0)
{
    Console.Error.WriteLine($"No scenario's name contains {string.Join(" or ", wanted)}. There are: {string.Join(", ", Scenario.All)}.");
    return 2;
}

var wrong = 0;
Console.WriteLine(ScenarioResult.Head);
foreach (var scenario in scenarios)
{
    var result = await ScenarioRun.RunAsync(scenario, lengths);
    Console.WriteLine(result);
    foreach (var complaint in result.Findings.Complaints.Concat(result.Refusals).Take(20))
    {
        Console.Error.WriteLine(complaint);
    }

    wrong += result.Findings.Complaints.Count;
}

return wrong == 0 ? 0 : 1;
