using System.Security.Cryptography;
using System.Text;

namespace Undercurrent.Storage.Databases;

/// <summary>The marks by which runs are found: 16 bytes for a kind, a key and a value, so that every key is as short.</summary>
internal static class RunMarks
{
    public static byte[] Label(string name, string value) => Of('l', name, value);

    /// <summary>A key of the launch's context.</summary>
    public static byte[] LaunchContext(string key, string value) => Of('c', key, value);

    /// <summary>A key of any action's context, the launch's included.</summary>
    public static byte[] AnyContext(string key, string value) => Of('a', key, value);

    /// <summary>A word of the run's failure: see <see cref="Undercurrent.Records.ErrorWords"/>.</summary>
    public static byte[] Word(string word) => Of('w', word, "");

    // Neither keys nor names of labels have a line feed.
    private static byte[] Of(char kind, string key, string value) => SHA256.HashData(Encoding.UTF8.GetBytes($"{kind}{key}\n{value}"))[..16];
}
