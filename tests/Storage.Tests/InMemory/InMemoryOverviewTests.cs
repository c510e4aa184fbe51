using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryOverviewTests(InMemoryFixture fixture) : OverviewContract(fixture), IClassFixture<InMemoryFixture>;
