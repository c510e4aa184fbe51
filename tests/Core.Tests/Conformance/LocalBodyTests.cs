using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalBodyTests(LocalEngineFixture engine) : BodyConformance(engine), IClassFixture<LocalEngineFixture>;
