using System.Globalization;

namespace Undercurrent.Storage.Databases;

/// <summary>The schema's numbered steps, from this assembly's resources.</summary>
internal static class MigrationScripts
{
    /// <summary>All steps for a database, <c>Sqlite</c> or <c>Postgres</c>, from 1 without gaps.</summary>
    public static IReadOnlyList<string> For(string database)
    {
        var assembly = typeof(MigrationScripts).Assembly;
        var prefix = database + ".";
        string[] names = [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        return
        [
            .. names.Select((name, index) =>
            {
                if (int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture) != index + 1)
                {
                    throw new InvalidOperationException($"The migration {name} is not the {index + 1}. of {database}; they are numbered 0001, 0002 and so on.");
                }

                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            }),
        ];
    }

    public static RunStoreException Newer(string store, long version, int known) => new(
        $"The run store {store} has schema version {version}; this program knows versions up to {known}. A newer version of the product has opened it: "
        + "use that version, or another store.");
}
