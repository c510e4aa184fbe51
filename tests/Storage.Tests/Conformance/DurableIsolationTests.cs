using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableIsolationTests(DurableEngineFixture engine) : IsolationConformance(engine), IClassFixture<DurableEngineFixture>;
