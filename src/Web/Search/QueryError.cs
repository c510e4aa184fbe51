namespace Undercurrent.Web.Search;

/// <summary>What is wrong with a query's text.</summary>
/// <param name="Position">Where, from 0.</param>
/// <param name="Length">How much of the text it is about.</param>
/// <param name="Message">What is wrong, and what may have been meant.</param>
internal sealed record QueryError(int Position, int Length, string Message);
