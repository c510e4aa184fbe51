using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemorySensitiveTests(InMemoryFixture fixture) : SensitiveContract(fixture), IClassFixture<InMemoryFixture>;
