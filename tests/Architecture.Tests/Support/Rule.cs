namespace Undercurrent.Architecture;

/// <summary>Says which places break a rule, and which exceptions nobody needs any more.</summary>
internal static class Rule
{
    /// <param name="advice">The rule, and what to do about a place that breaks it.</param>
    /// <param name="violations">The places.</param>
    /// <param name="exceptions">Subjects that may break it, each with the reason.</param>
    public static void Holds(string advice, IEnumerable<Violation> violations, IReadOnlyDictionary<string, string>? exceptions = null)
    {
        var found = violations.ToList();
        var allowed = exceptions ?? new Dictionary<string, string>();
        string[] complaints =
        [
            .. found.Where(violation => !allowed.ContainsKey(violation.Subject)).Select(violation => $"{violation.Subject}: {violation.What}"),
            .. allowed.Keys.Where(subject => !found.Exists(violation => violation.Subject == subject))
                .Select(subject => $"{subject}: is in the exception list and keeps the rule; take it out of the list"),
        ];
        if (complaints.Length > 0)
        {
            Assert.Fail($"{advice}\n  {string.Join("\n  ", complaints)}");
        }
    }
}
