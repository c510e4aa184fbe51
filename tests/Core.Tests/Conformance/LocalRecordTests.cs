using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Conformance;

public sealed class LocalRecordTests(LocalEngineFixture engine) : RecordConformance(engine), IClassFixture<LocalEngineFixture>;
