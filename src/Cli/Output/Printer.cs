using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>Puts data on standard output, in the form that was asked for.</summary>
internal sealed class Printer(Screen screen, OutputFormat format)
{
    private static readonly JsonSerializerOptions Indented = new(ContractJson.Options) { WriteIndented = true };

    public OutputFormat Format => format;

    /// <summary>One thing: its JSON, or what <paramref name="forPeople"/> writes.</summary>
    public void One<T>(T item, Action<TextWriter> forPeople)
    {
        if (format == OutputFormat.Table)
        {
            forPeople(screen.Out);
        }
        else
        {
            screen.Out.WriteLine(Json(item));
        }
    }

    /// <summary>A page of a list: as JSON whole, one item a line, or as a table.</summary>
    public void Page<T>(PageJson<T> page, Func<Columns> table)
    {
        switch (format)
        {
            case OutputFormat.Json:
                screen.Out.WriteLine(Json(page));
                break;
            case OutputFormat.Jsonl:
                foreach (var item in page.Items)
                {
                    Line(item);
                }

                break;
            default:
                Table(table());
                break;
        }
    }

    /// <summary>An item of a stream, as one line of JSON.</summary>
    public void Line<T>(T item) => screen.Out.WriteLine(JsonSerializer.Serialize(item, ContractJson.Options));

    public void Table(Columns columns) =>
        columns.Write(screen.Out, screen.OutIsTerminal ? screen.Width : Screen.Unbounded, screen.ColorsOut);

    /// <summary>A text with the escapes that make it harmless.</summary>
    public void Text(string line) => screen.Out.WriteLine(Shown.Line(line));

    private string Json<T>(T item) => JsonSerializer.Serialize(item, format == OutputFormat.Jsonl ? ContractJson.Options : Indented);
}
