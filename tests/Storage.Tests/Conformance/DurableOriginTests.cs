using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableOriginTests(DurableEngineFixture engine) : OriginConformance(engine), IClassFixture<DurableEngineFixture>;
