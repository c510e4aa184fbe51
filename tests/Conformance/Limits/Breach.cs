namespace Undercurrent.Conformance;

/// <summary>Contexts at and over the limits of rule L1, by name: a lone surrogate can't be an input's JSON.</summary>
public static class Breach
{
    private const string AllKeyCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

    /// <summary>What breaks a limit.</summary>
    public static ContextChange[] Over(string what) => what switch
    {
        "no key" => [("", "x")],
        "long key" => [(new string('k', 129), "x")],
        "key with a space" => [("two words", "x")],
        "key with an umlaut" => [("schlüssel", "x")],
        "key with a line break" => [("key\n", "x")],
        "the product's key" => [("undercurrent.run_id", "x")],
        "the product's key in capitals" => [("Undercurrent.Run", "x")],
        "control character" => [("key", "a\nb")],
        "escape character" => [("key", "\u001b[31m")],
        "control character of Latin-1" => [("key", "a\u0085b")],
        "lone surrogate" => [("key", "a\uD83Db")],
        "too many keys" => [.. Enumerable.Range(0, 65).Select(number => ContextChange.Set($"key{number}", "x"))],
        "too many bytes" => [("key", new string('x', 8192 - 3 + 1))],
        "too many bytes of UTF-8" => [("key", new string('ä', 4095))],
        "too many bytes in several keys" => [("a", new string('x', 4095)), ("key", new string('x', 4100))],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Not a breach that the suite knows."),
    };

    /// <summary>What is just allowed.</summary>
    public static ContextChange[] JustWithin(string what) => what switch
    {
        "long key" => [(new string('k', 128), "x")],
        "all characters of keys" => [(AllKeyCharacters, "x")],
        "key that only looks like the product's" => [("undercurrent", "x"), ("undercurrents.x", "x")],
        "empty value" => [("key", "")],
        "tab" => [("key", "a\tb")],
        "any script" => [("key", "Ünï 语言 عربى 😀 \u2028 \uFFFF")],
        "64 keys" => [.. Enumerable.Range(0, 64).Select(number => ContextChange.Set($"key{number}", "x"))],
        "8,192 bytes" => [("key", new string('x', 8192 - 3))],
        "8,192 bytes of UTF-8" => [("keys", new string('ä', 4094))],
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Not a case that the suite knows."),
    };
}
