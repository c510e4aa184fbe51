using System.Text;

namespace Undercurrent.Web.Search;

/// <summary>Cuts a query's text into terms.</summary>
internal static class QueryScanner
{
    public static List<QueryTerm> Scan(string text, List<QueryError> errors)
    {
        var terms = new List<QueryTerm>();
        var position = 0;
        while (true)
        {
            while (position < text.Length && char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            if (position == text.Length)
            {
                return terms;
            }

            terms.Add(ScanTerm(text, ref position, errors));
        }
    }

    private static QueryTerm ScanTerm(string text, ref int position, List<QueryError> errors)
    {
        var start = position;
        while (position < text.Length && IsOfField(text[position]))
        {
            position++;
        }

        // Without a field before it, an operator is a part of a word, as in "<none>".
        if (position > start && position < text.Length && text[position] is ':' or '=' or '<' or '>')
        {
            var field = text[start..position];
            var sign = text[position++];
            var valueStart = position;
            var value = ScanValue(text, ref position, errors);
            return new QueryTerm(start, position - start, field, sign, value, valueStart);
        }

        position = start;
        var word = ScanValue(text, ref position, errors);
        return new QueryTerm(start, position - start, "", '\0', word, start);
    }

    private static string ScanValue(string text, ref int position, List<QueryError> errors)
    {
        var start = position;
        if (position == text.Length || text[position] != '"')
        {
            while (position < text.Length && !char.IsWhiteSpace(text[position]))
            {
                position++;
            }

            return text[start..position];
        }

        var value = new StringBuilder();
        for (position++; position < text.Length && text[position] != '"'; position++)
        {
            if (text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '"' or '\\')
            {
                position++;
            }

            value.Append(text[position]);
        }

        if (position == text.Length)
        {
            errors.Add(new QueryError(start, position - start, "The quotation mark is not closed; a quotation mark inside quotes is written \\\"."));
            return value.ToString();
        }

        position++;
        if (position < text.Length && !char.IsWhiteSpace(text[position]))
        {
            errors.Add(new QueryError(position, 1, "Behind a closing quotation mark comes a space; a quotation mark inside quotes is written \\\"."));
        }

        return value.ToString();
    }

    private static bool IsOfField(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
