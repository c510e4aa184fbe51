namespace Undercurrent.Web.Pages;

public class InputFieldsTests
{
    [Fact]
    public void Field_fits_its_schema()
    {
        var fields = InputFields.Of(PageTasks.Typed);

        Assert.Equal([FieldKind.WholeNumber, FieldKind.Choice, FieldKind.Number], fields.Select(field => field.Kind));
        Assert.Equal(["Wet", "Dry"], fields[1].Choices);
        Assert.Equal([false, false, true], fields.Select(field => field.AcceptsNull));
    }

    [Theory]
    [InlineData(FieldKind.Text, "it's \"so\"", "\"it\\u0027s \\u0022so\\u0022\"")]
    [InlineData(FieldKind.Text, "", "\"\"")]
    [InlineData(FieldKind.WholeNumber, " 42 ", "42")]
    [InlineData(FieldKind.Number, "1.5", "1.5")]
    [InlineData(FieldKind.Boolean, "true", "true")]
    [InlineData(FieldKind.Json, "{\"a\": [1]}", "{\"a\": [1]}")]
    public void Typed_text_becomes_json(FieldKind kind, string text, string json) => Assert.Equal((json, null), InputFields.Read(Field(kind, text)));

    [Theory]
    [InlineData(FieldKind.WholeNumber, "1.5")]
    [InlineData(FieldKind.WholeNumber, "")]
    [InlineData(FieldKind.Number, "\"1\"")]
    [InlineData(FieldKind.Number, "one")]
    [InlineData(FieldKind.Boolean, "yes")]
    [InlineData(FieldKind.Json, "{")]
    [InlineData(FieldKind.Choice, "else")]
    public void Typed_text_that_does_not_fit_is_an_error(FieldKind kind, string text)
    {
        var (json, error) = InputFields.Read(Field(kind, text));

        Assert.Null(json);
        Assert.NotEmpty(error!);
    }

    [Fact]
    public void Empty_text_is_null_where_null_is_accepted() =>
        Assert.Equal(("null", null), InputFields.Read(Field(FieldKind.Number, "") with { AcceptsNull = true }));

    private static InputField Field(FieldKind kind, string text) => new() { Name = "input", Type = "Type", Kind = kind, Value = text };
}
