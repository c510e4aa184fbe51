using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalFailureTests(LocalEngineFixture engine) : FailureConformance(engine), IClassFixture<LocalEngineFixture>;
