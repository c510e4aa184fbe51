using System.Globalization;
using System.Numerics;

namespace Undercurrent.Execution;

/// <summary>
/// The one spelling of a JSON number: its digits without zeros at either end, and a power of ten where there is one. It is
/// exact for any size and precision: <c>1</c>, <c>1.0</c> and <c>1e0</c> are <c>1</c>, <c>1500</c> is <c>15e2</c>.
/// Negative zero is zero.
/// </summary>
internal static class CanonicalNumber
{
    // What fits a long, with room for the length of the digits.
    private const int MaxShortExponent = 17;

    public static void Write(ReadOnlySpan<byte> number, ByteBuffer output)
    {
        var isNegative = number[0] == '-';
        var rest = isNegative ? number[1..] : number;
        var e = rest.IndexOfAny((byte)'e', (byte)'E');
        var mantissa = e < 0 ? rest : rest[..e];
        var exponent = e < 0 ? default : rest[(e + 1)..];
        var point = mantissa.IndexOf((byte)'.');
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;

        var start = output.Length;
        if (isNegative)
        {
            output.Append((byte)'-');
        }

        var first = output.Length;
        output.Append((point < 0 ? mantissa : mantissa[..point]).TrimStart((byte)'0'));
        if (point >= 0)
        {
            var digits = mantissa[(point + 1)..];
            output.Append(output.Length == first ? digits.TrimStart((byte)'0') : digits);
        }

        var significant = output.Written[first..].TrimEnd((byte)'0').Length;
        var dropped = output.Length - first - significant;
        if (significant == 0)
        {
            output.CutTo(start);
            output.Append((byte)'0');
            return;
        }

        output.CutTo(first + significant);
        WriteExponent(exponent, dropped - fraction, output);
    }

    private static void WriteExponent(ReadOnlySpan<byte> written, long shift, ByteBuffer output)
    {
        if (written.Length > MaxShortExponent)
        {
            var exponent = BigInteger.Parse(System.Text.Encoding.ASCII.GetString(written), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + shift;
            WriteExponent(exponent, exponent.IsZero, output);
        }
        else
        {
            var exponent = (written.IsEmpty ? 0 : long.Parse(written, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)) + shift;
            WriteExponent(exponent, exponent == 0, output);
        }
    }

    private static void WriteExponent<T>(T exponent, bool isZero, ByteBuffer output)
        where T : IFormattable
    {
        if (!isZero)
        {
            output.Append((byte)'e');
            output.Append(System.Text.Encoding.ASCII.GetBytes(exponent.ToString(null, CultureInfo.InvariantCulture)));
        }
    }
}
