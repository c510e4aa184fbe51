using System.Text.Json;
using System.Text.Json.Serialization;
using Undercurrent.Core.Tests.Support;

namespace Undercurrent.Core.Tests.Tasks;

public sealed class JsonTypeCheckTests
{
    [Fact]
    public void Input_that_is_no_data_is_an_error_at_definition_that_names_all()
    {
        var error = Assert.Throws<TaskDefinitionException>(() => Given.Environment().Task((Stream flour) => flour.Length, name: "bake"));

        Assert.Contains("The input 'flour' of the task 'own.bake'", error.Message, StringComparison.Ordinal);
        Assert.Contains("JsonTypeCheckTests.cs:", error.Message, StringComparison.Ordinal);
        Assert.Contains("System.IO.Stream", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Result_that_is_no_data_is_an_error_at_definition()
    {
        var error = Assert.Throws<TaskDefinitionException>(() => Given.Environment().Task(() => new Action(() => { }), name: "bake"));

        Assert.Contains("The result of the task 'own.bake'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Member_that_is_no_data_is_named_by_its_path() =>
        Assert.Contains("Order.lines[].step is a System.Action", Refusal<Order>(), StringComparison.Ordinal);

    [Fact]
    public void Types_that_are_no_data_are_refused()
    {
        Assert.Contains("no data", Refusal<Func<int>>(), StringComparison.Ordinal);
        Assert.Contains("no data", Refusal<CancellationToken>(), StringComparison.Ordinal);
        Assert.Contains("no data", Refusal<Type>(), StringComparison.Ordinal);
        Assert.Contains("no data", Refusal<Task<int>>(), StringComparison.Ordinal);
        Assert.Contains("no data", Refusal<MemoryStream[]>(), StringComparison.Ordinal);
        Assert.Contains("no data", Refusal<List<Stream>>(), StringComparison.Ordinal);
        Assert.Contains("no data", Refusal<Dictionary<string, Action>>(), StringComparison.Ordinal);
        Assert.Contains("no data", Refusal<IntPtr>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Member_that_is_ignored_may_be_anything() => AssertTravels<WithIgnored>();

    [Fact]
    public void Environments_own_depth_holds_for_inputs()
    {
        var deep = new TaskEnvironmentOptions { Json = new JsonSerializerOptions { MaxDepth = 200 } };
        var task = Given.Environment(options: deep).Task((JsonElement tree) => 1, name: "measure");
        var inputs = Given.Json($"[{new string('[', 150)}{new string(']', 150)}]");

        Assert.Equal(inputs.ToArray(), task.NormalizeInputs(inputs));
    }

    [Fact]
    public void Abstract_types_are_refused_unless_they_say_how_to_read_them_back()
    {
        Assert.Contains("[JsonDerivedType]", Refusal<IShape>(), StringComparison.Ordinal);
        Assert.Contains("[JsonDerivedType]", Refusal<List<IShape>>(), StringComparison.Ordinal);
        AssertTravels<IKnownShape>();
    }

    [Fact]
    public void Types_with_only_fields_are_refused_where_the_options_would_drop_them()
    {
        var options = new TaskEnvironmentOptions { Json = new JsonSerializerOptions() };

        var error = Assert.Throws<TaskDefinitionException>(() => Given.Environment(options: options).Task(((int, int) pair) => pair.Item1, name: "add"));

        Assert.Contains("IncludeFields", error.Message, StringComparison.Ordinal);
        AssertTravels<(int, int)>();
    }

    [Fact]
    public void Ordinary_data_travels()
    {
        AssertTravels<int>();
        AssertTravels<int?>();
        AssertTravels<string[]>();
        AssertTravels<Dictionary<string, List<DateTimeOffset>>>();
        AssertTravels<IReadOnlyList<Guid>>();
        AssertTravels<object>();
        AssertTravels<JsonElement>();
        AssertTravels<byte[]>();
        AssertTravels<Tree>();
        AssertTravels<NoResult>();
        AssertTravels<RunId>();
        AssertTravels<Empty>();
    }

    private static string Refusal<T>() =>
        Assert.Throws<TaskDefinitionException>(() => Given.Environment().Task((T _) => 1, name: "take")).Message;

    private static void AssertTravels<T>() =>
        Assert.Equal(typeof(T), Assert.Single(Given.Environment().Task((T _) => 1, name: "take").Inputs).Type);

    private sealed record Order(List<Line> Lines);

    private sealed record Line(string Sort, Action Step);

    private sealed record Tree(Tree? Left, Tree? Right);

    private sealed record Empty;

    private interface IShape
    {
        int Sides { get; }
    }

    [JsonDerivedType(typeof(Square), "square")]
    private interface IKnownShape
    {
        int Sides { get; }
    }

    private sealed record Square(int Sides) : IKnownShape;

    private sealed class WithIgnored
    {
        [JsonIgnore]
        public Stream? Flour { get; set; }

        public int Amount { get; set; }
    }
}
