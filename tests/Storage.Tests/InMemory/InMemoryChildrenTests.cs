using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryChildrenTests(InMemoryFixture fixture) : ChildrenContract(fixture), IClassFixture<InMemoryFixture>;
