namespace Undercurrent.Web.Contract;

/// <summary>A page of a longer list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">Pass it as <c>after</c> for the next page; absent on the last.</param>
/// <typeparam name="T">What it lists.</typeparam>
public sealed record PageJson<T>(IReadOnlyList<T> Items, string? Next);
