using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryFencingTests(InMemoryFixture fixture) : FencingContract(fixture), IClassFixture<InMemoryFixture>;
