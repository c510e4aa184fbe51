using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <content>One method for each call of the API.</content>
internal sealed partial class ApiClient
{
    /// <summary>Asks the server who it is, and looks at its clock.</summary>
    public async Task<ServerProbe> ProbeAsync(CancellationToken cancellationToken)
    {
        var (asked, started) = (_time.GetUtcNow(), _time.GetTimestamp());
        using var response = await SendAsync(HttpMethod.Get, "server", null, HttpCompletionOption.ResponseContentRead, cancellationToken);
        var took = _time.GetElapsedTime(started);
        return new ServerProbe(await ReadAsync<ServerJson>(response, cancellationToken), asked, took, response.Headers.Date);
    }

    public Task<ClusterJson> GetClusterAsync(CancellationToken cancellationToken) => GetAsync<ClusterJson>("cluster", cancellationToken);

    public Task<PageJson<Web.Contract.TaskJson>> GetTasksAsync(CancellationToken cancellationToken) => GetAsync<PageJson<Web.Contract.TaskJson>>("tasks", cancellationToken);

    public Task<Web.Contract.TaskJson> GetTaskAsync(string name, CancellationToken cancellationToken) => GetAsync<Web.Contract.TaskJson>($"tasks/{Escape(name)}", cancellationToken);

    public Task<RunJson> StartAsync(StartRunJson start, CancellationToken cancellationToken) => PostAsync<RunJson>("runs", Body(start), cancellationToken);

    public Task<PageJson<RunJson>> FindRunsAsync(string? query, int? size, string? after, CancellationToken cancellationToken) =>
        GetAsync<PageJson<RunJson>>($"runs{Query(("q", query), ("size", Number(size)), ("after", after))}", cancellationToken);

    public Task<RunJson> GetRunAsync(string run, CancellationToken cancellationToken) => GetAsync<RunJson>(Run(run), cancellationToken);

    public Task<RunJson> CancelAsync(string run, CancellationToken cancellationToken) => PostAsync<RunJson>($"{Run(run)}/cancel", null, cancellationToken);

    public Task<RunJson> RerunAsync(string run, RerunJson rerun, CancellationToken cancellationToken) => PostAsync<RunJson>($"{Run(run)}/rerun", Body(rerun), cancellationToken);

    public Task<RunJson> ResumeAsync(string run, CancellationToken cancellationToken) => PostAsync<RunJson>($"{Run(run)}/resume", null, cancellationToken);

    /// <param name="run">The run.</param>
    /// <param name="name">The signal's name.</param>
    /// <param name="json">The answer, as JSON.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<SignalAnswerJson> SignalAsync(string run, string name, string json, CancellationToken cancellationToken) =>
        PostAsync<SignalAnswerJson>($"{Run(run)}/signals/{Escape(name)}", new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")), cancellationToken);

    /// <summary>What an action called; the level of the root without one.</summary>
    public Task<LevelJson> GetLevelAsync(string run, string? parent, int? size, string? after, CancellationToken cancellationToken) =>
        GetAsync<LevelJson>($"{Run(run)}/actions{Query(("parent", parent), ("size", Number(size)), ("after", after))}", cancellationToken);

    public Task<PageJson<ActionJson>> FindActionsAsync(string run, string query, int? size, string? after, CancellationToken cancellationToken) =>
        GetAsync<PageJson<ActionJson>>($"{Run(run)}/actions{Query(("q", query), ("size", Number(size)), ("after", after))}", cancellationToken);

    public Task<ActionJson> GetActionAsync(string run, string action, CancellationToken cancellationToken) => GetAsync<ActionJson>(Action(run, action), cancellationToken);

    public Task<ActionJson> CancelActionAsync(string run, string action, CancellationToken cancellationToken) =>
        PostAsync<ActionJson>($"{Action(run, action)}/cancel", null, cancellationToken);

    public Task<LensJson> GetContextAsync(string run, string? action, CancellationToken cancellationToken) =>
        GetAsync<LensJson>($"{Run(run)}/context{Query(("at", action))}", cancellationToken);

    public Task<DiffJson> DiffContextAsync(string run, string? action, string other, string? otherAction, CancellationToken cancellationToken) =>
        GetAsync<DiffJson>($"{Run(run)}/context{Query(("at", action), ("diff", other), ("diffAt", otherAction))}", cancellationToken);

    private static string Run(string run) => $"runs/{Escape(run)}";

    private static string Action(string run, string action) => $"{Run(run)}/actions/{Escape(action)}";

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static JsonContent Body<T>(T body) => JsonContent.Create(body, options: ContractJson.Options);
}
