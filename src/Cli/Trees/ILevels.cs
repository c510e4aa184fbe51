using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Trees;

/// <summary>The levels of a run's tree.</summary>
internal interface ILevels
{
    /// <summary>What an action called (the root for null): all of it when there are at most <paramref name="most"/>, else what stands out.</summary>
    Task<LevelJson> ReadAsync(string? parent, int most, CancellationToken cancellation);
}
