namespace Undercurrent.Web.Pages;

/// <summary>What can be launched.</summary>
/// <param name="Tasks">By name.</param>
/// <param name="Problems">What went wrong when libraries were searched for tasks.</param>
public sealed record TasksModel(IReadOnlyList<TaskDefinition> Tasks, IReadOnlyList<string> Problems);
