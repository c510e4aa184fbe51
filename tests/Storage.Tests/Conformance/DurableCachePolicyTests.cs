using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableCachePolicyTests(DurableEngineFixture engine) : CachePolicyConformance(engine), IClassFixture<DurableEngineFixture>;
