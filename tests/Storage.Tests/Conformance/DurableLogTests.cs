using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableLogTests(DurableEngineFixture engine) : LogConformance(engine), IClassFixture<DurableEngineFixture>;
