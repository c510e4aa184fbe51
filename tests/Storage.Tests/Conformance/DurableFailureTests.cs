using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableFailureTests(DurableEngineFixture engine) : FailureConformance(engine), IClassFixture<DurableEngineFixture>;
