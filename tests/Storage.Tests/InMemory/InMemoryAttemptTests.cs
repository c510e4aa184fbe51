using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryAttemptTests(InMemoryFixture fixture) : AttemptContract(fixture), IClassFixture<InMemoryFixture>;
