using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Undercurrent.Core.Tests.Tasks;

/// <summary>The JSON Schema of inputs and results.</summary>
public sealed class TaskSchemaTests
{
    public enum Flour
    {
        Wheat,
        Rye,
    }

    [Description("What to bake")]
    public sealed record Bread(
        string Name,
        [Description("In grams, of the dough")] int Weight,
        Flour? Flour = null,
        IReadOnlyList<string>? Extras = null)
    {
        [Description("How brown, from 0 to 1")]
        public double Colour { get; init; }
    }

    public sealed record Chain(int Number, Chain? Next);

    [JsonConverter(typeof(OwnConverter))]
    public sealed record Own(int Number);

    [Fact]
    public void Schema_of_an_input_says_what_its_json_options_take()
    {
        var bread = InputsOf(Env().Task(Task<int> (Bread bread) => Task.FromResult(bread.Weight), name: "bake"))[0];

        Assert.False(bread.AcceptsNull);
        Assert.Equal(
            """
            {"description":"What to bake","type":"object","properties":{"name":{"type":"string"},"weight":{"description":"In grams, of the dough","type":"integer"},"flour":{"enum":["Wheat","Rye",null],"default":null},"extras":{"type":["array","null"],"items":{"type":["string","null"]},"default":null},"colour":{"description":"How brown, from 0 to 1","anyOf":[{"type":"number"},{"enum":["NaN","Infinity","-Infinity"]}]}},"required":["name","weight"]}
            """,
            bread.Schema.GetRawText());
    }

    [Fact]
    public void Null_is_in_the_schema_where_the_parameter_takes_it()
    {
        var inputs = InputsOf(Env().Task(Task<int> (string plain, string? nullable, int? number) => Task.FromResult(1), name: "take"));

        Assert.Equal([false, true, true], inputs.Select(input => input.AcceptsNull));
        Assert.Equal(["""{"type":"string"}""", """{"type":["string","null"]}""", """{"type":["integer","null"]}"""], inputs.Select(input => input.Schema.GetRawText()));
    }

    [Fact]
    public void Description_of_a_parameter_is_that_of_its_input()
    {
        var inputs = InputsOf(Env().Task(Task<int> ([Description("How many")] int count, [Description("The one to bake")] Bread bread, Own own) => Task.FromResult(1), name: "describe"));

        Assert.Equal("""{"description":"How many","type":"integer"}""", inputs[0].Schema.GetRawText());
        Assert.Equal("The one to bake", inputs[1].Schema.GetProperty("description").GetString());
    }

    [Fact]
    public void Options_of_the_environment_hold()
    {
        var environment = Env(new JsonSerializerOptions(JsonSerializerDefaults.General) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseUpper });
        var task = environment.Task(Task<Chain> (Flour flour) => Task.FromResult(new Chain(1, null)), name: "make");

        Assert.Equal("""{"type":"integer"}""", InputsOf(task)[0].Schema.GetRawText());
        Assert.Equal(["NUMBER", "NEXT"], task.ResultSchema.GetProperty("properties").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void Type_that_holds_itself_has_a_schema()
    {
        var chain = InputsOf(Env().Task(Task<int> (Chain chain) => Task.FromResult(1), name: "follow"))[0].Schema;

        Assert.Equal("object", chain.GetProperty("type").GetString());
        Assert.True(chain.GetProperty("properties").TryGetProperty("next", out _));
    }

    [Fact]
    public void Where_no_schema_can_be_made_anything_is_allowed()
    {
        var preserving = Env(new JsonSerializerOptions { ReferenceHandler = ReferenceHandler.Preserve });

        Assert.Equal("true", InputsOf(Env().Task(Task<int> (Own own) => Task.FromResult(1), name: "convert"))[0].Schema.GetRawText());
        Assert.Equal("true", InputsOf(preserving.Task(Task<int> (Chain chain) => Task.FromResult(1), name: "preserve"))[0].Schema.GetRawText());
        Assert.Equal("true", new TaskInput("made", typeof(int)).Schema.GetRawText());
    }

    [Fact]
    public void Schema_of_a_result_allows_null_where_its_type_may_be_null()
    {
        var environment = Env();

        Assert.Equal("""{"type":["string","null"]}""", environment.Task(Task<string> () => Task.FromResult("x"), name: "text").ResultSchema.GetRawText());
        Assert.Equal("""{"type":"integer"}""", environment.Task(Task<int> () => Task.FromResult(1), name: "number").ResultSchema.GetRawText());
        Assert.Equal("""{"type":"null"}""", environment.Task(() => Task.CompletedTask, name: "nothing").ResultSchema.GetRawText());
    }

    [Fact]
    public void Task_with_other_options_has_the_same_schemas()
    {
        var task = Env().Task(Task<Bread> (Bread bread) => Task.FromResult(bread), name: "again");
        var changed = task.With(options => options with { Retry = new RetryOptions { MaxAttempts = 2 } });

        Assert.Equal(task.Inputs, changed.Inputs);
        Assert.Equal(task.ResultSchema.GetRawText(), changed.ResultSchema.GetRawText());
    }

    private static IReadOnlyList<TaskInput> InputsOf(TaskDefinition task) => task.Inputs;

    private static TaskEnvironment Env(JsonSerializerOptions? json = null) =>
        new("schemas", new TaskEnvironmentOptions { Json = json }, new TaskCatalog(null), new SourceLocation("here.cs", 1));

    private sealed class OwnConverter : JsonConverter<Own>
    {
        public override Own Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt32());

        public override void Write(Utf8JsonWriter writer, Own value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
    }
}
