using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemorySignalTests(InMemoryFixture fixture) : SignalContract(fixture), IClassFixture<InMemoryFixture>;
