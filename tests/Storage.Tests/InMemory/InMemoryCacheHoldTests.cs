using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryCacheHoldTests(InMemoryFixture fixture) : CacheHoldContract(fixture), IClassFixture<InMemoryFixture>;
