using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalLaunchTests(LocalEngineFixture engine) : LaunchConformance(engine), IClassFixture<LocalEngineFixture>;
