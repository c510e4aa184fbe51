using Undercurrent.Processes;
using Undercurrent.Processes.Tasks;
using Undercurrent.Records;

namespace Undercurrent.Durability;

[Collection(PostgresFixture.Collection)]
public class FickleBodyTests(PostgresFixture postgres)
{
    [PostgresFact]
    public async Task Body_that_does_otherwise_after_a_crash_leaves_a_warning()
    {
        await using var silos = await ClusterOfSilos.StartAsync(postgres.Databases);
        await using var runner = await silos.ConnectAsync();
        using var gate = new Gate();
        using var folder = new TempFolder();
        var file = folder.Write("word", "before");
        var run = await runner.StartAsync(FickleTasks.Reader, gate.Port, file).Soon("the launch");
        var root = await gate.NextAsync("the root");

        folder.Write("word", "after");
        await silos.KillAsync(silos.IndexOf(root));
        await (await gate.NextAsync("the root, run again")).LetGoOnAsync();

        Assert.Equal("after", await run.ResultAsync().Soon(() => $"the result; {silos}"));
        var record = await run.GetRecordAsync();
        var warning = Assert.Single(record.Warnings);
        Assert.Equal((RunWarningKind.NotDeterministic, record.RootActionId, "fickle.reader"), (warning.Kind, warning.ActionId, warning.Task));
        var children = (await runner.Records.GetChildrenAsync(run.RunId, record.RootActionId)).Items;
        Assert.Equal(["\"before\"", "\"after\""], children.Select(child => System.Text.Encoding.UTF8.GetString(child.Output!.Value.Span)));
        Assert.All(children, child => Assert.Contains($"fickle.echo ({child.ActionId})", warning.Message, StringComparison.Ordinal));
    }
}
