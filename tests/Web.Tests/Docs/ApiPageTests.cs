using System.Text.Json.Nodes;
using Undercurrent.Web.Search;
using Undercurrent.Web.Support;

namespace Undercurrent.Web.Docs;

/// <summary>docs/api.md is what the program says of itself, and examples that ran.</summary>
public sealed class ApiPageTests
{
    private const string ApproveVariable = "APPROVE_API_DOCS";

    [Fact]
    public async Task Page_has_every_route_type_and_problem_of_the_program()
    {
        var path = Path.Combine(Root(), "docs", "api.md");
        var page = (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n");
        await using var site = await Site.StartAsync();
        var document = JsonNode.Parse(await site.Http.GetStringAsync("/openapi.json"))!;
        var examples = await Examples.RunAsync();

        var written = Put(page, "routes", Reference.Routes(document, examples));
        written = Put(written, "types", Reference.Types(document));
        written = Put(written, "problems", Reference.Problems());
        written = Put(written, "problem", $"\n```http\n{examples["problem"].Trim()}\n```\n");

        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            await File.WriteAllTextAsync(path, written);
            return;
        }

        string[] was = page.Split('\n'), now = written.Split('\n');
        Assert.True(
            page == written,
            "docs/api.md is not what the program says (- in the page, + by the program):\n  "
            + string.Join("\n  ", was.Except(now).Select(line => $"- {line}").Concat(now.Except(was).Select(line => $"+ {line}")).Take(40))
            + $"\nWrite it anew, and look at the file's diff: {ApproveVariable}=1 dotnet run test.cs -- --projects Web.Tests --filter ApiPageTests");
    }

    [Fact]
    public async Task Page_has_every_field_of_the_query_text()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md"));

        Assert.All(QueryText.RunFields.Concat(QueryText.ActionFields), field => Assert.Contains($"| `{field.Replace("<key>", "", StringComparison.Ordinal)}", page, StringComparison.Ordinal));
    }

    private static string Put(string page, string part, string text)
    {
        string begin = $"<!-- {part}: written by a test -->\n", end = $"<!-- /{part} -->";
        int from = page.IndexOf(begin, StringComparison.Ordinal), to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"docs/api.md has no part between '{begin.Trim()}' and '{end}'.");
        return $"{page[..(from + begin.Length)]}{text.TrimStart('\n')}{page[to..]}";
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Undercurrent.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No folder above the tests holds Undercurrent.slnx.");
        }

        return folder.FullName;
    }
}
