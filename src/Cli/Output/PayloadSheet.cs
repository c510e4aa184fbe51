using System.Text.Json;

namespace Undercurrent.Cli.Output;

/// <summary>Inputs and results as sections of a sheet.</summary>
internal static class PayloadSheet
{
    public static void Write(Sheet sheet, string title, JsonElement? json, int? size)
    {
        if (json is { } payload)
        {
            sheet.Text(title, JsonText.ForPeople(payload));
        }
        else if (size is > 0 and var bytes)
        {
            sheet.Section(title, [$"{bytes} bytes, too large to be shown here"]);
        }
    }
}
