namespace Undercurrent.Web.Search;

/// <summary>What became of a query's text: the query, or what is wrong with it.</summary>
/// <param name="Query">What could be read; all of it when there are no errors.</param>
/// <param name="Errors">In the order of their positions.</param>
/// <typeparam name="TQuery">The query's type.</typeparam>
internal sealed record QueryResult<TQuery>(TQuery Query, IReadOnlyList<QueryError> Errors);
