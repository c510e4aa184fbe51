using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryRecoveryTests(InMemoryFixture fixture) : RecoveryContract(fixture), IClassFixture<InMemoryFixture>;
