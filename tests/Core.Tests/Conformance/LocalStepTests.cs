using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalStepTests(LocalEngineFixture engine) : StepConformance(engine), IClassFixture<LocalEngineFixture>;
