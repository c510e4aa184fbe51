using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Naming;

public sealed class IdSourceTests
{
    [Fact]
    public void New_ids_are_valid_and_sort_by_their_time()
    {
        var time = new ManualTime();
        var source = new IdSource(time);
        var ids = new List<string>();
        for (var number = 0; number < 50; number++)
        {
            ids.Add(source.NewRunId().Value);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(RunId.TryParse(id, out _), id));
    }

    [Fact]
    public void Ids_of_one_moment_differ()
    {
        var source = new IdSource(new ManualTime());

        Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => source.NewRunId()).Distinct().Count());
    }
}
