using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryActionCancelTests(InMemoryFixture fixture) : ActionCancelContract(fixture), IClassFixture<InMemoryFixture>;
