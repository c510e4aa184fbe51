using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableSignalTests(DurableEngineFixture engine) : SignalConformance(engine), IClassFixture<DurableEngineFixture>;
