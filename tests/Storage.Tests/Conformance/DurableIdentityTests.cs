using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableIdentityTests(DurableEngineFixture engine) : IdentityConformance(engine), IClassFixture<DurableEngineFixture>;
