using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableGroupTests(DurableEngineFixture engine) : GroupConformance(engine), IClassFixture<DurableEngineFixture>;
