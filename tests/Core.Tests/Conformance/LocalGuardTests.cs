using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalGuardTests(LocalEngineFixture engine) : GuardConformance(engine), IClassFixture<LocalEngineFixture>;
