namespace Undercurrent.Web.Api;

/// <summary>What is wrong with a baggage header.</summary>
/// <param name="Position">Where, from 0.</param>
/// <param name="Message">What.</param>
internal sealed record BaggageError(int Position, string Message);
