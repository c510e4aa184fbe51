using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableActionCancelTests(DurableEngineFixture engine) : ActionCancelConformance(engine), IClassFixture<DurableEngineFixture>;
