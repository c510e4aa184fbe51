using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableLaunchTests(DurableEngineFixture engine) : LaunchConformance(engine), IClassFixture<DurableEngineFixture>;
