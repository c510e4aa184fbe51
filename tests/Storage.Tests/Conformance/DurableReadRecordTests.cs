using Undercurrent.Conformance;

namespace Undercurrent.Storage.Tests.Conformance;

public sealed class DurableReadRecordTests(DurableEngineFixture engine) : ReadRecordConformance(engine), IClassFixture<DurableEngineFixture>;
