namespace Undercurrent.Web.Access;

/// <summary>A tokens file can't be used.</summary>
internal sealed class TokenFileException(string path, IReadOnlyList<string> errors, Exception? inner = null)
    : Exception($"The tokens file {path} can't be used: {string.Join(" ", errors)}", inner)
{
    /// <summary>All that is wrong with it.</summary>
    public IReadOnlyList<string> Errors => errors;
}
