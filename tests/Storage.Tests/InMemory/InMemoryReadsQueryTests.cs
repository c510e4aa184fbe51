using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryReadsQueryTests(InMemoryFixture fixture) : ReadsQueryContract(fixture), IClassFixture<InMemoryFixture>;
