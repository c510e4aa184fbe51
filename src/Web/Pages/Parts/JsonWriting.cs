using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Undercurrent.Web.Pages;

/// <summary>Writes JSON for people.</summary>
internal static class JsonWriting
{
    // It is text of a page, which is encoded as such, and never script.
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Indented; what is longer than the limit is cut and left as it is.</summary>
    public static string Indented(ReadOnlyMemory<byte> json, int most)
    {
        if (json.Length > most)
        {
            return Encoding.UTF8.GetString(json.Span[..most]) + " …";
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return JsonSerializer.Serialize(document.RootElement, Pretty);
        }
        catch (JsonException)
        {
            return Encoding.UTF8.GetString(json.Span);
        }
    }
}
