using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryOwnershipTests(InMemoryFixture fixture) : OwnershipContract(fixture), IClassFixture<InMemoryFixture>;
