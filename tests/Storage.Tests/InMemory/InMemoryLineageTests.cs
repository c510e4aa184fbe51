using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryLineageTests(InMemoryFixture fixture) : LineageContract(fixture), IClassFixture<InMemoryFixture>;
