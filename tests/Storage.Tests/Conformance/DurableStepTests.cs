using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableStepTests(DurableEngineFixture engine) : StepConformance(engine), IClassFixture<DurableEngineFixture>;
