using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableBodyTests(DurableEngineFixture engine) : BodyConformance(engine), IClassFixture<DurableEngineFixture>;
