using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalSignalTests(LocalEngineFixture engine) : SignalConformance(engine), IClassFixture<LocalEngineFixture>;
