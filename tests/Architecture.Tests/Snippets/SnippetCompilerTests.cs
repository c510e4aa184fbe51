namespace Undercurrent.Architecture;

public class SnippetCompilerTests
{
    [Fact]
    public void Statements_types_and_members_compile() => Assert.Empty(Compile("""
        ```csharp
        public static class HelloWorld
        {
            public static readonly TaskEnvironment Env = new("snippet_hello");
            public static readonly TaskDefinition<string> Leaf = Env.Task(async () => await Task.FromResult("x"));
        }
        ```
        A program that uses what the first one defines:
        ```csharp
        await using IRunner runner = LocalRunner.Create();
        var run = await runner.StartAsync(HelloWorld.Leaf);
        ```
        ```csharp continues
        Console.WriteLine(await run.ResultAsync());
        ```
        - In a list, members of a class:
          ```csharp
          private static readonly ContextKey<int> Timeout = new("timeout");

          public int Read() => Timeout.Value;
          ```
        """));

    [Fact]
    public void Error_names_document_and_line() => Assert.Equal(
        ["page.md:4: CS0117 'CustomContext' does not contain a definition for 'Currrent'"],
        Compile("""
            # Reading
            ```csharp
            var seen =
                CustomContext.Currrent;
            ```
            """));

    [Fact]
    public void Error_in_members_names_document_and_line() => Assert.StartsWith(
        "page.md:4: CS0246",
        Assert.Single(Compile("""
            ```csharp
            private int _number = 3;

            public Unknown Read() => throw new InvalidOperationException(_number.ToString());
            ```
            """)),
        StringComparison.Ordinal);

    [Fact]
    public void Snippet_without_its_forerunner_does_not_compile() => Assert.NotEmpty(Compile("""
        ```csharp
        var run = 1;
        ```
        ```csharp
        Console.WriteLine(run);
        ```
        """));

    [Fact]
    public void Cluster_snippet_is_left_to_the_other_test() => Assert.Empty(Compile("""
        ```csharp cluster
        siloBuilder.AddCustomContext();
        ```
        """));

    [Theory]
    [InlineData("```csharp ignore\nvar x = 1;\n```", "'ignore' is no mark")]
    [InlineData("```csharp\nvar x = 1;\n", "has no end")]
    public void Wrong_fence_is_refused(string markdown, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => SnippetReader.Read("page.md", markdown)).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_languages_are_left_alone() => Assert.Empty(SnippetReader.Read("page.md", "```bash\n```\n~~~\n```csharp\nx\n```\n~~~\n"));

    private static IReadOnlyList<string> Compile(string markdown) =>
        SnippetCompiler.Compile(SnippetReader.Read("page.md", markdown), cluster: false, SnippetCompiler.OwnReferences);
}
