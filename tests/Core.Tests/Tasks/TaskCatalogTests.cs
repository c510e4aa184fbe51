using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Tasks;

public sealed class TaskCatalogTests
{
    [Fact]
    public void Two_environments_of_one_name_are_an_error_that_names_both_places()
    {
        var catalog = new TaskCatalog(scanner: null);
        _ = new TaskEnvironment("bakery", null, catalog, new SourceLocation("First.cs", 3));

        var error = Assert.Throws<TaskDefinitionException>(() => new TaskEnvironment("bakery", null, catalog, new SourceLocation("Second.cs", 5)));

        Assert.Contains("'bakery': at First.cs:3 and at Second.cs:5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tasks_of_one_name_are_an_error_that_names_both_places()
    {
        var bakery = Given.Environment("bakery");
        var first = bakery.Task(() => 1, name: "bake");

        var error = Assert.Throws<TaskDefinitionException>(() => bakery.Task(() => 2, name: "bake"));

        Assert.Contains("'bakery.bake'", error.Message, StringComparison.Ordinal);
        Assert.Contains($"at {first.DefinedAt}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"TaskCatalogTests.cs:{first.DefinedAt.Line + 2}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_of_one_name_in_two_environments_are_two_tasks()
    {
        var catalog = new TaskCatalog(scanner: null);
        Given.Environment("shop", catalog: catalog).Task(() => 1, name: "open");
        Given.Environment("bakery", catalog: catalog).Task(() => 1, name: "open");

        Assert.Equal(["bakery.open", "shop.open"], catalog.All.Select(task => task.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a.b")]
    [InlineData("1st")]
    public void Invalid_names_are_errors_that_name_the_place(string name)
    {
        Assert.Contains("Own.cs:1", Assert.Throws<TaskDefinitionException>(() => Given.Environment(name)).Message, StringComparison.Ordinal);
        var error = Assert.Throws<TaskDefinitionException>(() => Given.Environment("bakery").Task(() => 1, name: name));
        Assert.Contains($"'bakery.{name}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("TaskCatalogTests.cs:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_task_of_an_empty_catalog_says_how_to_load_some()
    {
        var error = Assert.Throws<UnknownTaskException>(() => new TaskCatalog(scanner: null).Get("bakery.bake"));

        Assert.Equal("bakery.bake", error.Task);
        Assert.Contains("No task is loaded there at all", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_task_that_is_near_none_shows_ten_that_there_are()
    {
        var bakery = Given.Environment("bakery");
        var catalog = new TaskCatalog(scanner: null);
        var shop = Given.Environment("shop", catalog: catalog);
        for (var number = 10; number < 22; number++)
        {
            shop.Task(() => 1, name: $"sell{number}");
        }

        var error = Assert.Throws<UnknownTaskException>(() => catalog.Get("zzzzzz"));

        Assert.Contains("shop.sell10, ", error.Message, StringComparison.Ordinal);
        Assert.Contains("shop.sell19 and 2 more", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(bakery.Name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Static_class_that_nobody_touched_is_found()
    {
        // By their names alone: naming the classes here would initialize them.
        Assert.NotNull(TaskCatalog.Default.Find("core_tests_untouched.leaf"));
        Assert.NotNull(TaskCatalog.Default.Find("core_tests_untouched.nested_leaf"));
        Assert.Contains(TaskCatalog.Default.All, task => task.Name == "core_tests_untouched.leaf");
    }

    [Fact]
    public void Load_returns_the_tasks_of_that_assembly_only()
    {
        var tasks = TaskCatalog.Default.Load(typeof(Undercurrent.Conformance.Probe).Assembly);

        Assert.Contains(Undercurrent.Conformance.Probe.See, tasks);
        Assert.All(tasks, task => Assert.StartsWith("conformance", task.Name, StringComparison.Ordinal));
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => TaskCatalog.Default.Find(null!));
        Assert.Throws<ArgumentNullException>(() => TaskCatalog.Default.Load(null!));
    }
}
