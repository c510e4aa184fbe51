using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalIdentityTests(LocalEngineFixture engine) : IdentityConformance(engine), IClassFixture<LocalEngineFixture>;
