using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryRunPagingTests(InMemoryFixture fixture) : RunPagingContract(fixture), IClassFixture<InMemoryFixture>;
