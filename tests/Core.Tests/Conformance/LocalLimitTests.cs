using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalLimitTests(LocalEngineFixture engine) : LimitConformance(engine), IClassFixture<LocalEngineFixture>;
