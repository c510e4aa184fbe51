using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalCancellationTests(LocalEngineFixture engine) : CancellationConformance(engine), IClassFixture<LocalEngineFixture>;
