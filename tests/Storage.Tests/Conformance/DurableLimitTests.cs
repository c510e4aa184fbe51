using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableLimitTests(DurableEngineFixture engine) : LimitConformance(engine), IClassFixture<DurableEngineFixture>;
