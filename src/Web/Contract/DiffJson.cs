namespace Undercurrent.Web.Contract;

/// <summary>What is different between the contexts of two runs, or of two actions.</summary>
/// <param name="Left">The run, or the action, that was asked for.</param>
/// <param name="Right">What it is compared with.</param>
/// <param name="Keys">All keys of either, in the order of the left one, then the right.</param>
public sealed record DiffJson(string Left, string Right, IReadOnlyList<DiffKeyJson> Keys);
