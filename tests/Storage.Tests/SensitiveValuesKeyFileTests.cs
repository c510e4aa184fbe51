using Undercurrent.Storage.Tests.Support;

namespace Undercurrent.Storage.Tests;

public sealed class SensitiveValuesKeyFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Key_is_32_bytes_of_base64_with_white_space_around()
    {
        byte[] key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
        File.WriteAllText(_folder["key"], $" {Convert.ToBase64String(key)}\n");

        var (read, problem) = SensitiveValuesKeyFile.Read(_folder["key"]);

        Assert.Null(problem);
        Assert.Equal(key, read.ToArray());
    }

    [Theory]
    [InlineData("", "has 0 bytes; a key has 32")]
    [InlineData("c2hvcnQ=", "has 5 bytes; a key has 32")]
    [InlineData("no base64!", "is no Base64")]
    public void Wrong_key_is_told_with_how_to_make_one_and_not_shown(string text, string words)
    {
        File.WriteAllText(_folder["key"], text);

        var (_, problem) = SensitiveValuesKeyFile.Read(_folder["key"]);

        Assert.Contains(words, problem, StringComparison.Ordinal);
        Assert.Contains("head -c 32 /dev/urandom | base64", problem, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !problem!.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void File_that_is_another_or_is_not_there_is_told()
    {
        File.WriteAllText(_folder["large"], new string('A', 2000));

        Assert.Contains("larger than", SensitiveValuesKeyFile.Read(_folder["large"]).Problem, StringComparison.Ordinal);
        Assert.Contains("can't be read", SensitiveValuesKeyFile.Read(_folder["none"]).Problem, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
