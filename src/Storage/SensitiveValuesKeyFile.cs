using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage;

/// <summary>The file in which a host is given its <see cref="SqliteRunStoreOptions.SensitiveValuesKey"/>: 32 bytes as Base64.</summary>
internal static class SensitiveValuesKeyFile
{
    private const string HowTo = "Make one with: head -c 32 /dev/urandom | base64 > values.key";

    // Base64 of the key has 44 characters; more than some white space around it is another file.
    private const int MaxBytes = 1024;

    /// <summary>The key, or a sentence on what is wrong with the file; its content is never part of that.</summary>
    public static (ReadOnlyMemory<byte> Key, string? Problem) Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                return (default, $"'{path}' is larger than {MaxBytes} bytes, so it is no key: that is {ContextSeal.KeySize} bytes as Base64. {HowTo}");
            }

            var key = Convert.FromBase64String(File.ReadAllText(path));
            return key.Length == ContextSeal.KeySize
                ? (key, null)
                : (default, $"'{path}' has {key.Length} bytes; a key has {ContextSeal.KeySize}, as Base64. {HowTo}");
        }
        catch (FormatException)
        {
            return (default, $"'{path}' is no Base64; a key is {ContextSeal.KeySize} bytes as Base64. {HowTo}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (default, $"'{path}' can't be read: {exception.Message} {HowTo}");
        }
    }
}
