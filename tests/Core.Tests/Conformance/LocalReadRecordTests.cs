using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalReadRecordTests(LocalEngineFixture engine) : ReadRecordConformance(engine), IClassFixture<LocalEngineFixture>;
