namespace Undercurrent.Web.Api;

/// <summary>The second form that a route answers with, for the OpenAPI document.</summary>
internal sealed record OtherAnswer(Type Type);
