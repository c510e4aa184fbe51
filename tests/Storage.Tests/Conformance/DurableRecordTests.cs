using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableRecordTests(DurableEngineFixture engine) : RecordConformance(engine), IClassFixture<DurableEngineFixture>;
