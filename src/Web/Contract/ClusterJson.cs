namespace Undercurrent.Web.Contract;

/// <summary>The silos of a cluster.</summary>
/// <param name="Silos">By name.</param>
/// <param name="Store">What keeps the record: <c>memory</c>, <c>sqlite</c> or <c>postgres</c>.</param>
/// <param name="StoreProblem">Why the run store can't be reached; absent while it answers.</param>
public sealed record ClusterJson(IReadOnlyList<SiloJson> Silos, string Store, string? StoreProblem);
