namespace Undercurrent.Web.Search;

/// <summary>One term of a query's text.</summary>
/// <param name="Position">Where it begins, from 0.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Field">The field before the operator; empty for a bare word.</param>
/// <param name="Operator"><c>:</c>, <c>=</c>, <c>&lt;</c> or <c>&gt;</c>; <c>\0</c> for a bare word.</param>
/// <param name="Value">The value, without quotes.</param>
/// <param name="ValuePosition">Where the value begins.</param>
internal sealed record QueryTerm(int Position, int Length, string Field, char Operator, string Value, int ValuePosition);
