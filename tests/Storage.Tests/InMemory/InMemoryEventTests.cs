using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryEventTests(InMemoryFixture fixture) : EventContract(fixture), IClassFixture<InMemoryFixture>;
