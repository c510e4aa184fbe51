namespace Undercurrent.Web.Contract;

/// <summary>The run that another one was launched from again.</summary>
/// <param name="RunId">The run.</param>
/// <param name="From">From where the new run began.</param>
public sealed record RunSourceJson(string RunId, LaunchFrom From);
