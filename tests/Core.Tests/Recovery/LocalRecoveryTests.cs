using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Recovery;

public sealed class LocalRecoveryTests(LocalRecoveryFixture engine) : RecoveryConformance(engine), IClassFixture<LocalRecoveryFixture>;
