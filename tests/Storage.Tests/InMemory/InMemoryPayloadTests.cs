using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryPayloadTests(InMemoryFixture fixture) : PayloadContract(fixture), IClassFixture<InMemoryFixture>;
