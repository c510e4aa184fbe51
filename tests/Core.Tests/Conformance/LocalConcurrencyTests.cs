using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalConcurrencyTests(LocalEngineFixture engine) : ConcurrencyConformance(engine), IClassFixture<LocalEngineFixture>;
