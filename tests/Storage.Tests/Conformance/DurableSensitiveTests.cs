using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableSensitiveTests(DurableEngineFixture engine) : SensitiveConformance(engine), IClassFixture<DurableEngineFixture>;
