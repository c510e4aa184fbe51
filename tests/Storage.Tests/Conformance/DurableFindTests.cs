using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableFindTests(DurableEngineFixture engine) : FindConformance(engine), IClassFixture<DurableEngineFixture>;
