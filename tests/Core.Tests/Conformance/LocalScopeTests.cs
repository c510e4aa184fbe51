using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalScopeTests(LocalEngineFixture engine) : ScopeConformance(engine), IClassFixture<LocalEngineFixture>;
