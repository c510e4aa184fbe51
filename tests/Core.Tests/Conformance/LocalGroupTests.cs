using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalGroupTests(LocalEngineFixture engine) : GroupConformance(engine), IClassFixture<LocalEngineFixture>;
