using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryRetentionTests(InMemoryFixture fixture) : RetentionContract(fixture), IClassFixture<InMemoryFixture>;
