using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalFlowTests(LocalEngineFixture engine) : FlowConformance(engine), IClassFixture<LocalEngineFixture>;
