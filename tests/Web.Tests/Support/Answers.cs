using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Support;

/// <summary>Reads answers as the contract's types, and nothing that is not in it.</summary>
internal static class Answers
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        return JsonSerializer.Deserialize<T>(text, ContractJson.Options)!;
    }

    public static async Task<ProblemJson> ReadProblemAsync(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize<ProblemJson>(text, ContractJson.Options)!;
        Assert.Equal((int)answer.StatusCode, problem.Status);
        return problem;
    }

    /// <summary>The last part of a problem's type.</summary>
    public static string Slug(this ProblemJson problem) => problem.Type[(problem.Type.LastIndexOf('/') + 1)..];
}
