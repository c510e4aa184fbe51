using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableFollowTests(DurableEngineFixture engine) : FollowConformance(engine), IClassFixture<DurableEngineFixture>;
