using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableMapTests(DurableEngineFixture engine) : MapConformance(engine), IClassFixture<DurableEngineFixture>;
