using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableFlowTests(DurableEngineFixture engine) : FlowConformance(engine), IClassFixture<DurableEngineFixture>;
