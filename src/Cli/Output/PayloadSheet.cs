using System.Text.Json;

namespace Undercurrent.Cli.Output;

/// <summary>Inputs and results as sections of a sheet.</summary>
internal static class PayloadSheet
{
    public const string Inputs = "inputs";
    public const string Result = "result";

    /// <param name="sheet">Where to.</param>
    /// <param name="title"><see cref="Inputs"/>, which may be none, or <see cref="Result"/>.</param>
    /// <param name="json">What; null where it was left out.</param>
    /// <param name="size">Its bytes.</param>
    public static void Write(Sheet sheet, string title, JsonElement? json, int? size)
    {
        if (json is { ValueKind: JsonValueKind.Array } none && none.GetArrayLength() == 0 && title == Inputs)
        {
            return;
        }

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
