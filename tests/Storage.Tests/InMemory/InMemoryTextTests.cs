using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryTextTests(InMemoryFixture fixture) : TextContract(fixture), IClassFixture<InMemoryFixture>;
