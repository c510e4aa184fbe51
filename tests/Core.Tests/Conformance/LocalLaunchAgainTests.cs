using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalLaunchAgainTests(LocalEngineFixture engine) : LaunchAgainConformance(engine), IClassFixture<LocalEngineFixture>;
