using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableOverviewTests(DurableEngineFixture engine) : OverviewConformance(engine), IClassFixture<DurableEngineFixture>;
