using System.Text.Json;

namespace Undercurrent.Grains.Running;

/// <summary>The JSON of queries and records between clients and silos.</summary>
internal static class RecordsJson
{
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value);

    public static T? Read<T>(byte[]? json) => json is null ? default : JsonSerializer.Deserialize<T>(json);
}
