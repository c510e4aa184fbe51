using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalOverviewTests(LocalEngineFixture engine) : OverviewConformance(engine), IClassFixture<LocalEngineFixture>;
