using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableReadingTests(DurableEngineFixture engine) : ReadingConformance(engine), IClassFixture<DurableEngineFixture>;
