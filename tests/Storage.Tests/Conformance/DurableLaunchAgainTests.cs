using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableLaunchAgainTests(DurableEngineFixture engine) : LaunchAgainConformance(engine), IClassFixture<DurableEngineFixture>;
