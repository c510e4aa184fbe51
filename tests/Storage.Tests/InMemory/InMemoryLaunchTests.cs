using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryLaunchTests(InMemoryFixture fixture) : LaunchContract(fixture), IClassFixture<InMemoryFixture>;
