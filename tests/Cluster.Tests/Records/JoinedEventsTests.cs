using Undercurrent.Grains.Records;
using Undercurrent.Records;

namespace Undercurrent.Cluster.Tests.Records;

public sealed class JoinedEventsTests
{
    private const int Max = 100;

    private Dictionary<string, long> _positions = new(StringComparer.Ordinal);

    [Fact]
    public async Task Line_of_a_caller_is_not_told_before_that_of_the_child_which_it_waited_for()
    {
        var silos = new RecordingSilos(Max, "a", "b");
        silos.Answered = (look, silo) =>
        {
            if ((look, silo) == (1, "a"))
            {
                silos.Report("a", "child");
                silos.Report("b", "caller");
            }
        };

        Assert.Equal(["child", "caller"], await ReadAsync(silos));
        Assert.Empty(await ReadAsync(silos));
    }

    [Fact]
    public async Task What_happens_while_silos_are_asked_again_is_told_by_the_next_reading()
    {
        var silos = new RecordingSilos(Max, "a", "b");
        silos.Report("b", "before");
        silos.Answered = (look, silo) =>
        {
            if ((look, silo) == (2, "a"))
            {
                silos.Report("a", "child");
                silos.Report("b", "caller");
            }
        };

        Assert.Equal(["before"], await ReadAsync(silos));
        Assert.Equal(["child", "caller"], await ReadAsync(silos));
    }

    [Fact]
    public async Task Silo_that_tells_only_a_part_holds_back_what_came_later_elsewhere()
    {
        var silos = new RecordingSilos(3, "a", "b");
        var expected = Enumerable.Range(0, 10).Select(number => $"child {number}").Append("caller").ToList();
        expected.ForEach(line => silos.Report(line == "caller" ? "b" : "a", line));

        var told = await ReadAsync(silos);
        Assert.Equal(expected[..3], told);
        told.AddRange(await ReadToTheEndAsync(silos));
        Assert.Equal(expected, told);
    }

    [Fact]
    public async Task One_silo_is_asked_once_and_so_are_several_without_news()
    {
        var one = new RecordingSilos(Max, "a");
        one.Report("a", "line");
        var several = new RecordingSilos(Max, "a", "b");

        Assert.Equal(["line"], await ReadAsync(one));
        Assert.Empty(await ReadAsync(several));
        Assert.Equal((1, 1), (one.Looks, several.Looks));
    }

    [Fact]
    public async Task What_a_silo_recorded_stays_in_its_order_and_a_launch_is_first_whatever_the_clocks_say()
    {
        var silos = new RecordingSilos(Max, "a", "b");
        silos.Record("b", "launch", time: 1000, RunEventKind.RunLaunched);
        silos.Record("b", "second", time: 2);
        silos.Record("a", "first", time: 1);
        silos.Record("b", "third", time: 1);

        Assert.Equal(["launch", "first", "second", "third"], await ReadToTheEndAsync(silos));
    }

    [Fact]
    public async Task Silo_that_joins_between_the_looks_is_heard_and_one_that_is_lost_has_been()
    {
        var silos = new RecordingSilos(Max, "a", "b");
        silos.Report("a", "of a");
        silos.Answered = (look, silo) =>
        {
            if ((look, silo) == (1, "a"))
            {
                silos.Join("c");
                silos.Report("c", "of c");
                silos.Report("b", "of b");
            }

            if ((look, silo) == (1, "b"))
            {
                silos.Lose("a");
            }
        };

        Assert.Equal(["of a", "of c", "of b"], await ReadToTheEndAsync(silos));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Events_of_every_history_are_told_once_and_in_the_order_in_which_they_happened(int max)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var silos = new RecordingSilos(max, "a", "b", "c");
            var (happened, told) = (0, new List<string>());
            silos.Answered = (_, _) => Happen(random.Next(4));
            while (happened < 100)
            {
                Happen(random.Next(20));
                told.AddRange(await ReadAsync(silos));
            }

            silos.Answered = null;
            told.AddRange(await ReadToTheEndAsync(silos));
            _positions.Clear();

            Assert.Equal(Enumerable.Range(0, happened).Select(number => $"{number}"), told);

            void Happen(int count)
            {
                for (; count > 0; count--)
                {
                    silos.Report(random.Next(3) switch { 0 => "a", 1 => "b", _ => "c" }, $"{happened++}");
                }
            }
        }
    }

    private async Task<List<string>> ReadAsync(RecordingSilos silos)
    {
        (var events, _positions) = await JoinedEvents.ReadAsync(silos.LookAsync, _positions, silos.Max);
        return [.. events.Select(happened => happened.Message!)];
    }

    private async Task<List<string>> ReadToTheEndAsync(RecordingSilos silos)
    {
        var all = new List<string>();
        while (await ReadAsync(silos) is { Count: > 0 } some)
        {
            all.AddRange(some);
        }

        return all;
    }
}
