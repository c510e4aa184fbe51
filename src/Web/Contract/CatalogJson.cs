namespace Undercurrent.Web.Contract;

/// <summary>Puts what the catalog has into the contract's form.</summary>
internal static class CatalogJson
{
    public static TaskJson ToJson(this TaskDefinition task) => new()
    {
        Name = task.Name,
        Environment = task.Environment.Name,
        Inputs = [.. task.Inputs.Select(input => new InputJson(input.Name, TypeName.Of(input.Type), input.AcceptsNull, input.Schema))],
        ResultType = TypeName.Of(task.ResultType),
        ResultSchema = task.ResultSchema,
        Blocking = task.IsBlocking,
        MaxAttempts = task.Options.Retry.MaxAttempts,
        Cached = task.Options.Cache.IsOn,
        File = task.DefinedAt.File.Length == 0 ? null : task.DefinedAt.File,
        Line = task.DefinedAt.Line == 0 ? null : task.DefinedAt.Line,
    };
}
