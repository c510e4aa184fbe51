using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableCancellationTests(DurableEngineFixture engine) : CancellationConformance(engine), IClassFixture<DurableEngineFixture>;
