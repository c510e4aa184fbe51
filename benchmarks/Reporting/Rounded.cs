namespace Undercurrent.Benchmarks.Reporting;

/// <summary>Figures with the digits that mean something.</summary>
internal static class Rounded
{
    private const int Digits = 4;

    public static double? ToDigits(double? value) => value is { } known ? ToDigits(known) : null;

    public static double ToDigits(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals >= 0 ? Math.Round(value, Math.Min(decimals, 15)) : Math.Round(value);
    }
}
