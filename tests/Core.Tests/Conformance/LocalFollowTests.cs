using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalFollowTests(LocalEngineFixture engine) : FollowConformance(engine), IClassFixture<LocalEngineFixture>;
