using FsCheck;
using FsCheck.Fluent;
using Npgsql;
using Undercurrent.Storage.Postgres;

namespace Undercurrent.Storage.Tests.Postgres;

/// <summary>Rows arrive as they were added, whichever of their columns are alike.</summary>
public sealed class PostgresRowsTests
{
    // Few values, so that whole columns are often alike.
    private static readonly Gen<Written> Row =
        from number in Gen.Elements(0L, 7L, long.MinValue)
        from maybe in Gen.Elements<long?>(null, 1, long.MaxValue)
        from text in Gen.Elements(null, "", "é 'x' $1")
        from bytes in Gen.Elements(null, Array.Empty<byte>(), [0, 255], [1])
        select new Written(number, maybe, text, bytes);

    private static readonly Gen<Written[]> ManyRows = Gen.OneOf(
        Gen.Choose(1, 40).SelectMany(count => Row.ArrayOf(count)),
        Gen.Choose(1, 40).SelectMany(count => Row.Select(row => Enumerable.Repeat(row, count).ToArray())),
        from count in Gen.Choose(16, 40)
        from row in Row
        from numbers in Gen.Choose(0, 3).Select(number => (long)number).ArrayOf(count)
        select numbers.Select(number => row with { Number = number }).ToArray());

    [Fact]
    public async Task Rows_arrive_as_they_were_added_whichever_columns_are_alike()
    {
        await using var connection = new NpgsqlConnection(PostgresServer.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE TEMP TABLE written (number bigint, maybe bigint, text text, bytes bytea)", connection);
        await create.ExecuteNonQueryAsync();
        var rows = new Rows("INSERT INTO written (number, maybe, text, bytes) SELECT e.number, e.maybe, e.text, e.bytes FROM {0} WHERE {1} >= 0");
        var (number, maybe, text, bytes) = (rows.Number("number"), rows.NumberOrNull("maybe"), rows.TextOrNull("text"), rows.BytesOrNull("bytes"));

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(9, 99), Prop.ForAll(ManyRows.ToArbitrary(), given =>
        {
            rows.Clear();
            foreach (var row in given)
            {
                number.Add(row.Number);
                maybe.Add(row.Maybe);
                text.Add(row.Text);
                bytes.Add(row.Bytes);
                rows.Next();
            }

            using (var batch = new NpgsqlBatch(connection))
            {
                rows.AddTo(batch);
                batch.ExecuteNonQuery();
            }

            Assert.Equal(given.Select(row => row.ToString()).Order(StringComparer.Ordinal), TakeAll(connection).Order(StringComparer.Ordinal));
        }));
    }

    // A value of its own had the server look at all actions of a run whenever some of them ended.
    [Fact]
    public void Column_by_which_rows_are_looked_for_is_an_array_also_when_its_values_are_alike()
    {
        var rows = new Rows("UPDATE written AS w SET maybe = e.maybe FROM {0} WHERE w.number = e.number AND w.bytes = e.bytes");
        var (number, bytes, maybe) = (rows.Number("number", isLookedFor: true), rows.Bytes("bytes", isLookedFor: true), rows.NumberOrNull("maybe"));
        for (var row = 0; row < 20; row++)
        {
            number.Add(7);
            bytes.Add([1]);
            maybe.Add(8);
            rows.Next();
        }

        using var batch = new NpgsqlBatch();
        rows.AddTo(batch);

        Assert.Equal(
            "UPDATE written AS w SET maybe = e.maybe FROM (SELECT u.*, $3::bigint AS maybe FROM unnest($1::bigint[], $2::bytea[]) AS u (number, bytes)) AS e "
            + "WHERE w.number = e.number AND w.bytes = e.bytes",
            batch.BatchCommands[0].CommandText);
    }

    private static List<string> TakeAll(NpgsqlConnection connection)
    {
        using var take = new NpgsqlCommand("WITH gone AS (DELETE FROM written RETURNING *) SELECT number, maybe, text, bytes FROM gone", connection);
        using var reader = take.ExecuteReader();
        var all = new List<string>();
        while (reader.Read())
        {
            all.Add(new Written(
                reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.IsDBNull(3) ? null : reader.GetFieldValue<byte[]>(3)).ToString());
        }

        return all;
    }

    private sealed record Written(long Number, long? Maybe, string? Text, byte[]? Bytes)
    {
        public override string ToString() =>
            string.Create(null, $"{Number} {Maybe?.ToString((IFormatProvider?)null) ?? "null"} {(Text is null ? "null" : $"'{Text}'")} {(Bytes is null ? "null" : $"x{Convert.ToHexString(Bytes)}")}");
    }
}
