using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Client;

/// <summary>What a first question to the server tells.</summary>
/// <param name="Server">Its answer.</param>
/// <param name="AskedAt">When it was asked, by the clock here.</param>
/// <param name="Took">How long the answer took.</param>
/// <param name="Date">Its clock; null when it doesn't tell.</param>
internal sealed record ServerProbe(ServerJson Server, DateTimeOffset AskedAt, TimeSpan Took, DateTimeOffset? Date);
