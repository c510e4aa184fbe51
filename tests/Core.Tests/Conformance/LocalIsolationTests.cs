using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalIsolationTests(LocalEngineFixture engine) : IsolationConformance(engine), IClassFixture<LocalEngineFixture>;
