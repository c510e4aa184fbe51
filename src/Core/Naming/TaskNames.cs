using System.Buffers;
using System.Text;

namespace Undercurrent;

/// <summary>The names of task environments and tasks: made from a field's name, or given and checked.</summary>
internal static class TaskNames
{
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>What is wrong with a name, or null when nothing is.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > MaxLength)
        {
            return $"it has {name.Length} characters; allowed are 1 to {MaxLength}";
        }

        var wrong = name.AsSpan().IndexOfAnyExcept(Allowed);
        if (wrong >= 0)
        {
            return $"it has the character U+{(int)name[wrong]:X4} at position {wrong + 1}; allowed are letters, digits, '_' and '-'";
        }

        return char.IsAsciiLetter(name[0]) ? null : "it does not begin with a letter";
    }

    /// <summary><c>SomeTask</c> becomes <c>some_task</c>, <c>_loadHTMLPage</c> becomes <c>load_html_page</c>.</summary>
    public static string FromMember(string member)
    {
        var text = new StringBuilder(member.Length + 4);
        for (var index = 0; index < member.Length; index++)
        {
            var character = member[index];
            var startsWord = char.IsUpper(character) && index > 0
                && (!char.IsUpper(member[index - 1]) || (index + 1 < member.Length && char.IsLower(member[index + 1])));
            if (startsWord && text.Length > 0 && text[^1] != '_')
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(character));
        }

        return text.ToString().Trim('_');
    }
}
