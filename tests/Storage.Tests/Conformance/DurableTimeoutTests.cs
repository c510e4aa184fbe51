using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableTimeoutTests(DurableEngineFixture engine) : TimeoutConformance(engine), IClassFixture<DurableEngineFixture>;
