using Undercurrent.Conformance;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Tasks;

/// <summary>
/// Loading a library from a file. HelloWorld.Tasks is a reference of this project for its file alone: no test may name
/// its types, or its tasks would be there already.
/// </summary>
public sealed class TaskLibraryTests(TemporaryFolder folder) : IClassFixture<TemporaryFolder>
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "HelloWorld.Tasks.dll");

    [Fact]
    public async Task Library_in_a_folder_of_its_own_is_loaded_and_its_tasks_run()
    {
        var path = folder.Copy(Library, "hello");
        var tasks = TaskCatalog.Default.LoadFrom(path);

        Assert.Contains("hello_world.root", tasks.Select(task => task.Name));
        Assert.All(tasks.GroupBy(task => task.Environment.Name), same => Assert.Single(same.Select(task => task.Environment).Distinct()));
        await using var runner = LocalRunner.Create();
        var run = await runner.WithRunContext(("trace_id", "root-abc")).LaunchAsync(new RunRequest("hello_world.root", Given.Json("[]"), new RunOptions()));
        Assert.Equal("\"root-abc\"", await run.ResultJsonAsync().Soon("the library's result"));
    }

    [Fact]
    public void Library_that_is_loaded_twice_is_the_same()
    {
        var path = folder.Copy(Library, "hello");

        Assert.Equal(TaskCatalog.Default.LoadFrom(path), TaskCatalog.Default.LoadFrom(path));
    }

    [Fact]
    public void Second_copy_of_a_library_is_refused_with_both_places()
    {
        TaskCatalog.Default.LoadFrom(folder.Copy(Library, "hello"));

        var error = Assert.Throws<TaskLibraryException>(() => TaskCatalog.Default.LoadFrom(folder.Copy(Library, "again")));

        Assert.Contains("There are two task environments 'hello_world'", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Message.Split("HelloTasks.cs:").Length - 1);
    }

    [Fact]
    public void File_that_is_not_there_is_refused_with_its_full_path_and_what_to_do()
    {
        var error = Assert.Throws<TaskLibraryException>(() => TaskCatalog.Default.LoadFrom("nowhere/Missing.dll"));

        Assert.Contains(Path.GetFullPath("nowhere/Missing.dll"), error.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet build", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_is_refused() => Assert.Throws<TaskLibraryException>(() => TaskCatalog.Default.LoadFrom(AppContext.BaseDirectory));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Empty_path_is_refused(string path) => Assert.Throws<ArgumentException>(() => TaskCatalog.Default.LoadFrom(path));

    [Fact]
    public void Text_that_is_named_a_library_is_refused()
    {
        var path = folder.Write("Text.dll", "this is no library"u8);

        Assert.Contains("no .NET library", Assert.Throws<TaskLibraryException>(() => TaskCatalog.Default.LoadFrom(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Library_that_is_cut_off_is_refused()
    {
        var path = folder.Write("CutOff.dll", File.ReadAllBytes(Library).AsSpan(0, 1000));

        Assert.Contains("no .NET library", Assert.Throws<TaskLibraryException>(() => TaskCatalog.Default.LoadFrom(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Library_without_tasks_is_refused_and_shows_what_a_task_is()
    {
        var path = folder.Copy(typeof(FsCheck.Config).Assembly.Location, "none");

        var error = Assert.Throws<TaskLibraryException>(() => TaskCatalog.Default.LoadFrom(path));

        Assert.Contains("defines no task", error.Message, StringComparison.Ordinal);
        Assert.Contains("public static readonly TaskDefinition", error.Message, StringComparison.Ordinal);
    }
}
