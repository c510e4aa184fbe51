namespace Undercurrent.Web.Api;

/// <summary>A parameter that a route takes behind the question mark: for the check of what is sent, and for the OpenAPI document.</summary>
/// <param name="Name">Its name; one that ends in <c>.*</c> stands for all names that begin so.</param>
/// <param name="Type">Its JSON type: <c>string</c>, <c>integer</c> or <c>boolean</c>.</param>
/// <param name="Description">What it does.</param>
internal sealed record QueryParameter(string Name, string Type, string Description)
{
    public bool Fits(string name) => Name.EndsWith(".*", StringComparison.Ordinal)
        ? name.Length >= Name.Length && name.StartsWith(Name.AsSpan(0, Name.Length - 1), StringComparison.Ordinal)
        : name == Name;
}
