using Undercurrent.Benchmarks.Measuring;
using Undercurrent.Benchmarks.Stages;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>The rows of one run of 1,000,000 actions.</summary>
internal static class MillionMeasures
{
    private const double MostMebibytes = 2048;

    public static IReadOnlyList<Measure> All(TempFolder files)
    {
        var million = new MillionStage(new SqlitePlace(files));
        return
        [
            new()
            {
                Name = "million_time",
                Unit = "s",
                Stage = million,
                Measured = new("a run of 1,000,000 actions on one silo, 10,000 of them at once, SQLite", () => Task.FromResult(million.Seconds)),
                Effort = Effort.Once,
            },
            new()
            {
                Name = "million_memory",
                Unit = "MiB",
                Stage = million,
                Measured = new("the most that the process had resident meanwhile", () => Task.FromResult(million.PeakMebibytes)),
                Limit = Limit.ValueAtMost(MostMebibytes),
                Effort = Effort.Once,
            },
            new()
            {
                Name = "million_database",
                Unit = "B/action",
                Stage = million,
                Measured = new("bytes of database an action", () => Task.FromResult(million.BytesAnAction)),
                Effort = Effort.Once,
            },
        ];
    }
}
