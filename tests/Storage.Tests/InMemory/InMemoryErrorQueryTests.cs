using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryErrorQueryTests(InMemoryFixture fixture) : ErrorQueryContract(fixture), IClassFixture<InMemoryFixture>;
