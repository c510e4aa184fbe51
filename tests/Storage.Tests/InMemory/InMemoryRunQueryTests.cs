using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryRunQueryTests(InMemoryFixture fixture) : RunQueryContract(fixture), IClassFixture<InMemoryFixture>;
