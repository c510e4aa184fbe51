using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalActionCancelTests(LocalEngineFixture engine) : ActionCancelConformance(engine), IClassFixture<LocalEngineFixture>;
