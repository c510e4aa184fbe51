using Undercurrent.Benchmarks.Measuring;
using Undercurrent.Benchmarks.Stages;
using Undercurrent.Storage;

namespace Undercurrent.Benchmarks.Suite;

/// <summary>The rows of the HTTP API and the pages.</summary>
internal static class WebMeasures
{
    private const int Runs = 500;
    private const int Children = 100_000;

    public static IReadOnlyList<Measure> All(TempFolder files)
    {
        var stage = new WebStage(new SqlitePlace(files, new SqliteRunStoreOptions { Synchronous = SqliteSynchronous.Full }));
        return
        [
            new()
            {
                Name = "http_start",
                Unit = "runs/s",
                Stage = stage,
                Measured = new("runs launched through HTTP, 32 at a time, SQLite, synchronous FULL", () => stage.StartByHttpAsync(Runs)),
                Baseline = new("the same in process", () => stage.StartInProcessAsync(Runs)),
            },
            new()
            {
                Name = "page_run_100k",
                Unit = "ms",
                Stage = stage,
                Measured = new("the page of a run with 100,000 children, SQLite", async () => (await stage.OpenRunAsync(Children)).Milliseconds),
                Limit = Limit.ValueAtMost(1000),
            },
            new()
            {
                Name = "page_run_100k_bytes",
                Unit = "B",
                Stage = stage,
                Measured = new("the size of that page", async () => (await stage.OpenRunAsync(Children)).Bytes),
                Effort = Effort.Once,
            },
        ];
    }
}
