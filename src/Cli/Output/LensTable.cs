using System.Globalization;
using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Output;

/// <summary>A context seen through, and two of them compared, as tables.</summary>
internal static class LensTable
{
    public static void Write(LensJson lens, bool readers, Printer printer, TextWriter writer)
    {
        var table = new Columns("KEY", "VALUE", "SET BY", "OVERRODE", "SEEN BY");
        foreach (var (key, value) in lens.Keys.SelectMany(key => key.Values.Select(value => (key, value))))
        {
            table.Add(key.Key, value.Value ?? "(removed)", value.SetBy.Text, value.Overrode?.Value, value.SeenBy.ToString(CultureInfo.InvariantCulture));
        }

        printer.Table(table);
        if (!readers)
        {
            return;
        }

        writer.WriteLine();
        var reads = new Columns("KEY", "READ BY", "ACTION", "VALUE") { Whole = ["ACTION"] };
        foreach (var key in lens.Keys)
        {
            foreach (var reader in key.ReadBy ?? [])
            {
                reads.Add(key.Key, reader.Task, reader.ActionId, reader.Value ?? "(none)");
            }

            if (key.MoreReaders)
            {
                reads.Add(key.Key, "… and more", "", "");
            }
        }

        printer.Table(reads);
    }

    public static Columns Of(DiffJson diff)
    {
        var table = new Columns("KEY", "CHANGE", Shown.Line(diff.Left), Shown.Line(diff.Right));
        foreach (var key in diff.Keys)
        {
            var color = key.Change switch
            {
                DiffChange.Changed => Paint.Yellow,
                DiffChange.Added => Paint.Green,
                DiffChange.Removed => Paint.Red,
                _ => null,
            };
            table.Add((key.Key, null), (JsonNamingPolicy.CamelCase.ConvertName(key.Change.ToString()), color), (key.Left?.Value, null), (key.Right?.Value, null));
        }

        return table;
    }
}
