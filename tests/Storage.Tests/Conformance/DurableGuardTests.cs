using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableGuardTests(DurableEngineFixture engine) : GuardConformance(engine), IClassFixture<DurableEngineFixture>;
