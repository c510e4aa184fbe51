namespace Undercurrent.Web.Contract;

/// <summary>The action whose result another one took instead of running.</summary>
/// <param name="RunId">Its run.</param>
/// <param name="ActionId">The action.</param>
public sealed record ActionSourceJson(string RunId, string ActionId);
