using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryCacheTests(InMemoryFixture fixture) : CacheContract(fixture), IClassFixture<InMemoryFixture>;
