using Undercurrent.Storage.Sqlite;
using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests.Sqlite;

public sealed class OwnerFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Dead_owner_is_seen_as_dead_by_all_who_look_at_once()
    {
        using var files = new OwnerFiles(_folder["owners"]);
        for (var round = 0; round < 20; round++)
        {
            LeaveFileOfDeadOwner($"owner{round}");

            var answers = new bool[8];
            Parallel.For(0, answers.Length, index => answers[index] = files.IsHeld($"owner{round}"));

            Assert.All(answers, Assert.False);
        }
    }

    [Fact]
    public void File_of_a_dead_owner_is_removed_when_it_is_looked_for()
    {
        using var files = new OwnerFiles(_folder["owners"]);
        LeaveFileOfDeadOwner("dead");

        Assert.False(files.IsHeld("dead"));

        Assert.Empty(Directory.GetFiles(_folder["owners"]));
        Assert.False(files.IsHeld("dead"));
    }

    [Fact]
    public void Owner_that_lives_is_seen_by_others_and_keeps_its_file()
    {
        using var files = new OwnerFiles(_folder["owners"]);
        using var others = new OwnerFiles(_folder["owners"]);
        using var hold = files.Hold("owner");

        Assert.True(others.IsHeld("owner"));
        Assert.Single(Directory.GetFiles(_folder["owners"]));
        hold.Dispose();
        Assert.False(others.IsHeld("owner"));
    }

    [Fact]
    public void Owner_that_begins_while_others_look_is_held_in_the_end()
    {
        using var files = new OwnerFiles(_folder["owners"]);
        using var others = new OwnerFiles(_folder["owners"]);
        for (var round = 0; round < 50; round++)
        {
            var owner = $"owner{round}";
            LeaveFileOfDeadOwner(owner);
            Parallel.Invoke(() => files.Hold(owner), () => others.IsHeld(owner), () => others.IsHeld(owner));

            Assert.True(others.IsHeld(owner));
        }
    }

    public void Dispose() => _folder.Dispose();

    // As a process that was killed leaves it.
    private void LeaveFileOfDeadOwner(string owner)
    {
        using var dying = new OwnerFiles(_folder["owners"]);
        var before = Files();
        using var hold = dying.Hold(owner);
        var file = Files().Except(before).Single();
        hold.Dispose();
        File.WriteAllText(file, owner);
    }

    private string[] Files() => Directory.Exists(_folder["owners"]) ? Directory.GetFiles(_folder["owners"]) : [];
}
