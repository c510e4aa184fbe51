using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Undercurrent.Cli.Settings;
using Undercurrent.Cli.Support;
using Undercurrent.Records;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

public sealed class FollowTests
{
    private static readonly Connection Desk = new(new Uri("http://127.0.0.1:8520/"), "--server", null, null, null);

    [Fact]
    public async Task Connection_that_is_lost_is_told_once_and_told_again_when_it_is_back()
    {
        var answers = new Queue<HttpResponseMessage?>([Stream(RunEventKind.RunLaunched), null, null, null, Run(), Stream(RunEventKind.Reported), null, Run(), Stream(RunEventKind.RunEnded)]);
        using var api = new ApiClient(Desk, new PromptTime(), new Script(answers));
        var watcher = new Notes();

        await foreach (var happened in api.FollowAsync("r", null, watcher, CancellationToken.None))
        {
            watcher.Lines.Add($"{happened.Kind}");
        }

        Assert.Empty(answers);
        Assert.Equal(["RunLaunched", "lost", "connected", "Reported", "lost", "connected", "RunEnded"], watcher.Lines);
    }

    private static HttpResponseMessage Run() => new(HttpStatusCode.OK)
    {
        Content = JsonContent.Create(
            new RunJson
            {
                Id = "r",
                Task = "t",
                State = RunState.Running,
                Context = new Dictionary<string, string>(),
                Labels = new Dictionary<string, string>(),
                LaunchedBy = "tests",
                LaunchedAt = DateTimeOffset.UnixEpoch,
                RootActionId = "a",
                InputsSize = 2,
            },
            options: ContractJson.Options),
    };

    // A stream that breaks behind its one event.
    private static HttpResponseMessage Stream(RunEventKind kind)
    {
        var json = JsonSerializer.Serialize(new EventJson { Sequence = 1, At = DateTimeOffset.UnixEpoch, Kind = kind, Task = "t" }, ContractJson.Options);
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"data: {json}\n\n") };
    }

    private sealed class Notes : IConnectionWatcher
    {
        public List<string> Lines { get; } = [];

        public void OnBroken(string why) => Lines.Add("lost");

        public void OnConnected() => Lines.Add("connected");
    }

    // The answers in order; null where nobody answers.
    private sealed class Script(Queue<HttpResponseMessage?> answers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answers.Dequeue() ?? throw new HttpRequestException("Connection refused"));
    }
}
