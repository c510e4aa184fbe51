using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalFindTests(LocalEngineFixture engine) : FindConformance(engine), IClassFixture<LocalEngineFixture>;
