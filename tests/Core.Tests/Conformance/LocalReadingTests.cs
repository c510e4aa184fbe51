using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalReadingTests(LocalEngineFixture engine) : ReadingConformance(engine), IClassFixture<LocalEngineFixture>;
