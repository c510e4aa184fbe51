using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalCachePolicyTests(LocalEngineFixture engine) : CachePolicyConformance(engine), IClassFixture<LocalEngineFixture>;
