using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalSensitiveTests(LocalEngineFixture engine) : SensitiveConformance(engine), IClassFixture<LocalEngineFixture>;
