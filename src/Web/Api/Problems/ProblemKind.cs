using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Api;

/// <summary>A kind of error that the API answers with.</summary>
/// <param name="Slug">The last part of its address; never changed and never used for another.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">A few words, the same each time.</param>
/// <param name="When">When it is answered, for the reference.</param>
internal sealed record ProblemKind(string Slug, int Status, string Title, string When)
{
    private const string Base = "https://undercurrent.dev/problems/";

    /// <summary>See <see cref="ProblemJson.Type"/>.</summary>
    public string Type => Base + Slug;
}
