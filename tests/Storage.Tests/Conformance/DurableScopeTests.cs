using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableScopeTests(DurableEngineFixture engine) : ScopeConformance(engine), IClassFixture<DurableEngineFixture>;
