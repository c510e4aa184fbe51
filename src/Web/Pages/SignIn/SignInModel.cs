namespace Undercurrent.Web.Pages;

/// <summary>The form to sign in with.</summary>
/// <param name="Return">Where to go on afterwards: a path of ours.</param>
/// <param name="Error">Why nobody was let in; null before.</param>
public sealed record SignInModel(string Return, string? Error = null);
