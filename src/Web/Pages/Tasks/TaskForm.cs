using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Undercurrent.Web.Access;
using Undercurrent.Web.Api;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>Makes a launch of a task's form, and keeps what was typed with what is wrong with it.</summary>
internal static class TaskForm
{
    /// <summary>The form as it was sent with what is wrong with it, and the launch; null when anything is.</summary>
    public static (TaskModel Model, RunRequest? Request) Read(HttpContext http, TaskDefinition task, IFormCollection form)
    {
        var inputs = InputFields.Of(task).Select(field => field with
        {
            Value = form[$"in.{field.Name}"].ToString(),
            EmptyIsNull = form.ContainsKey($"null.{field.Name}"),
        }).ToArray();
        var json = new List<string>();
        for (var index = 0; index < inputs.Length; index++)
        {
            var (text, error) = InputFields.Read(inputs[index]);
            inputs[index] = inputs[index] with { Error = error };
            json.Add(text ?? "null");
        }

        var (context, contextRows) = PairFields.ToMap(PairFields.Read(form, "ctx"));
        var (labels, labelRows) = PairFields.ToMap(PairFields.Read(form, "label"));
        var model = new TaskModel
        {
            Task = task,
            Inputs = inputs,
            Context = contextRows,
            Labels = labelRows,
            Id = form["id"].ToString().Trim(),
            MaxConcurrency = form["maxConcurrency"].ToString().Trim(),
            Cache = Enum.TryParse<RunCache>(form["cache"], ignoreCase: true, out var cache) && Enum.IsDefined(cache) ? cache : RunCache.Use,
        };
        var (errors, id, most) = Check(model, context, labels);
        model = With(model, errors);
        return model.HasErrors ? (model, null) : (model, new RunRequest(task.Name, Encoding.UTF8.GetBytes($"[{string.Join(',', json)}]"), new RunOptions
        {
            Id = id,
            Context = [.. context.Select(entry => ContextChange.Set(entry.Key, entry.Value))],
            Labels = labels,
            MaxConcurrency = most,
            Cache = model.Cache,
            LaunchedBy = Caller.LaunchedBy(http),
        }));
    }

    /// <summary>The form with what the launch was refused for; null for an error of the server.</summary>
    public static TaskModel? Refused(TaskModel model, Exception exception, WebBackend backend) => exception switch
    {
        RunExistsException => model with { IdError = exception.Message },
        ContextLimitException { Key: { } key } when model.Context.Any(row => row.Key == key) =>
            model with { Context = PairFields.WithErrors(model.Context, name => name == key ? exception.Message : null) },
        _ => Refusals.Of(exception, backend) is { } words ? model with { Error = words } : null,
    };

    // By the rules and in the words of the API, which knows the fields by these names.
    private static (IReadOnlyDictionary<string, IReadOnlyList<string>> Errors, RunId? Id, int? Most) Check(
        TaskModel model, Dictionary<string, string> context, Dictionary<string, string> labels)
    {
        var errors = new RequestErrors();
        var fields = new LaunchFields(errors);
        var id = fields.Id(model.Id.Length == 0 ? null : model.Id);
        fields.CheckContext(context);
        fields.CheckLabels(labels);
        int? most = null;
        if (model.MaxConcurrency.Length > 0)
        {
            most = int.TryParse(model.MaxConcurrency, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            fields.CheckConcurrency(most);
        }

        try
        {
            errors.ThrowIfAny();
            return (new Dictionary<string, IReadOnlyList<string>>(), id, most);
        }
        catch (ProblemException problem)
        {
            return (problem.Errors!, id, most);
        }
    }

    private static TaskModel With(TaskModel model, IReadOnlyDictionary<string, IReadOnlyList<string>> errors)
    {
        return model with
        {
            IdError = Of("id"),
            MaxConcurrencyError = Of("maxConcurrency") is { } error ? $"It {error}" : null,
            Error = Of("labels"),
            Context = PairFields.WithErrors(model.Context, key => Of($"context.{ApiRequest.Shown(key)}")),
            Labels = PairFields.WithErrors(model.Labels, key => Of($"labels.{ApiRequest.Shown(key)}")),
        };

        string? Of(string field) => errors.TryGetValue(field, out var messages) ? string.Join(' ', messages) : null;
    }
}
