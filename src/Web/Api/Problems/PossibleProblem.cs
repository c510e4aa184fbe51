namespace Undercurrent.Web.Api;

/// <summary>A problem that a route can answer with, as its metadata.</summary>
internal sealed record PossibleProblem(int Status, ProblemKind Kind);
