using Undercurrent.Storage.Tests.Contract;

namespace Undercurrent.Storage.Tests.InMemory;

public sealed class InMemoryRecordTests(InMemoryFixture fixture) : RecordContract(fixture), IClassFixture<InMemoryFixture>;
