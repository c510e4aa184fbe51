namespace Undercurrent.Web.Contract;

/// <summary>An action that read a key.</summary>
/// <param name="ActionId">The action.</param>
/// <param name="Task">Its task.</param>
/// <param name="Value">The value that it started with; absent when it had none. <c>***</c> when the key is sensitive.</param>
public sealed record ReaderJson(string ActionId, string Task, string? Value);
