using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalLogTests(LocalEngineFixture engine) : LogConformance(engine), IClassFixture<LocalEngineFixture>;
