using Npgsql;

namespace Undercurrent.Storage.Tests.Postgres;

public sealed class PostgresOpeningTests
{
    [Fact]
    public async Task Many_that_open_an_empty_database_at_once_all_succeed()
    {
        await using var place = await PostgresPlace.CreateAsync();
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => place.OpenAsync()));
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_refused_with_both_versions()
    {
        await using var place = await PostgresPlace.CreateAsync();
        await (await place.OpenAsync()).DisposeAsync();
        await PostgresServer.ExecuteAsync(place.ConnectionString, "INSERT INTO schema_versions (version, applied_at) VALUES (99, now())");

        var error = await Assert.ThrowsAsync<RunStoreException>(() => place.OpenAsync());

        Assert.Contains("schema version 99; this program knows versions up to ", error.Message, StringComparison.Ordinal);
        Assert.Contains(place.Database, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_that_is_not_there_and_user_that_is_not_are_named_and_no_password_is()
    {
        var server = new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString);
        var database = await Assert.ThrowsAsync<RunStoreException>(() => PostgresPlace.OpenAsync(PostgresServer.For("nowhere")));
        Assert.StartsWith($"There is no such database: database nowhere on {server.Host}:{server.Port} as user {server.Username}. ", database.Message, StringComparison.Ordinal);

        server.Username = "nobody_at_all";
        server.Password = "hidden";
        var user = await Assert.ThrowsAsync<RunStoreException>(() => PostgresPlace.OpenAsync(server.ConnectionString));
        Assert.StartsWith("PostgreSQL refuses ", user.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", user.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<RunStoreException>(() => PostgresPlace.OpenAsync("Host=127.0.0.1;Port=1;Username=me;Password=hidden;Database=runs"));
        Assert.StartsWith("PostgreSQL can't be reached: database runs on 127.0.0.1:1 as user me (", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_are_wrong_are_all_named()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => PostgresRunStore.OpenAsync(
            new PostgresRunStoreOptions { ConnectionString = "Host=x;Pasword=hidden", LaunchLimit = TimeSpan.FromSeconds(-1) }));
        Assert.Contains("The connection string can't be read", error.Message, StringComparison.Ordinal);
        Assert.Contains("LaunchLimit is -00:00:01", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.Message, StringComparison.Ordinal);
    }
}
