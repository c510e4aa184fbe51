using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableConcurrencyTests(DurableEngineFixture engine) : ConcurrencyConformance(engine), IClassFixture<DurableEngineFixture>;
