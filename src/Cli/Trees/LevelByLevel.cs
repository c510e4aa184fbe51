using Undercurrent.Cli.Client;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Trees;

/// <summary>The levels of a run that is too large to be fetched whole: each is asked for when it is opened.</summary>
internal sealed class LevelByLevel(ApiClient api, string run) : ILevels
{
    public Task<LevelJson> ReadAsync(string? parent, int most, CancellationToken cancellation) => api.GetLevelAsync(run, parent, most, null, cancellation);
}
