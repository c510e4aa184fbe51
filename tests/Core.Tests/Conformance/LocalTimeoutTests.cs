using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalTimeoutTests(LocalEngineFixture engine) : TimeoutConformance(engine), IClassFixture<LocalEngineFixture>;
