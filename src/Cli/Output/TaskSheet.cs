using System.Globalization;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>A task with all that is known of it.</summary>
internal static class TaskSheet
{
    public static void Write(Web.Contract.TaskJson task, TextWriter writer, bool colors)
    {
        var sheet = new Sheet(writer, colors);
        sheet.Add("task", task.Name);
        sheet.Add("environment", task.Environment);
        sheet.Add("defined", task.File is { } file ? $"{file}{(task.Line is { } line ? $":{line}" : "")}" : null);
        sheet.Add("attempts", task.MaxAttempts > 1 ? string.Create(CultureInfo.InvariantCulture, $"at most {task.MaxAttempts}") : null);
        sheet.Add("cached", task.Cached ? "yes" : null);
        sheet.Add("body", task.Blocking ? "synchronous" : null);
        sheet.Section("inputs", task.Inputs.SelectMany(input => new[] { $"{input.Name}: {SchemaWords.OfInput(input.Schema, input.AcceptsNull)}", $"  {JsonText.Line(input.Schema)}" }));
        sheet.Section("result", [SchemaWords.Of(task.ResultSchema), $"  {JsonText.Line(task.ResultSchema)}"]);
        sheet.Section("launch", [$"undercurrent run {task.Name}{string.Concat(task.Inputs.Select(input => $" -i {input.Name}=…"))}"]);
    }
}
