namespace Undercurrent.Web.Access;

/// <summary>The scope that a route needs, as its metadata; a route that has none needs <see cref="AccessScope.Read"/>.</summary>
internal sealed record NeededScope(AccessScope Scope);
