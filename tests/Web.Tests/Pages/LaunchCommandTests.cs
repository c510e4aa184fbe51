using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Web.Pages;

public class LaunchCommandTests
{
    [Fact]
    public void Launch_is_written_with_its_context_labels_and_inputs()
    {
        var run = Run("[5]", [("experiment", "v 1")], ("team", "x"));

        Assert.Equal("undercurrent run a.task -c 'experiment=v 1' --label team=x --inputs '[5]'", LaunchCommand.Of(run));
        Assert.Null(LaunchCommand.LeftOut(run));
    }

    [Fact]
    public void Masked_keys_and_long_inputs_are_left_out_and_named()
    {
        var secret = new ContextKey<string>("api_key") { Sensitive = true };
        var run = Run($"[\"{new string('x', 5_000)}\"]", [("region", "eu"), secret.To("s3cret")]);

        Assert.Equal("undercurrent run a.task -c region=eu", LaunchCommand.Of(run));
        Assert.Equal("Without the masked key api_key and the inputs, which are long.", LaunchCommand.LeftOut(run));
    }

    private static RunRecord Run(string inputs, ContextChange[] context, params (string Name, string Value)[] labels) => new()
    {
        RunId = RunId.Parse("run-1"),
        Task = "a.task",
        State = RunState.Succeeded,
        RootActionId = new ActionId(1, 0),
        LaunchedAt = DateTimeOffset.UnixEpoch,
        LaunchedBy = "ada",
        Context = ContextMerge.Apply(CustomContext.Empty, context, ContextOrigin.Launch("ada")).Masked,
        Labels = labels.ToDictionary(label => label.Name, label => label.Value),
        Inputs = Encoding.UTF8.GetBytes(inputs),
        InputsSize = inputs.Length,
    };
}
