using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableRetryTests(DurableEngineFixture engine) : RetryConformance(engine), IClassFixture<DurableEngineFixture>;
