using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalRetryTests(LocalEngineFixture engine) : RetryConformance(engine), IClassFixture<LocalEngineFixture>;
