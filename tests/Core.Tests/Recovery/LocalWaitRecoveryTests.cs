using Undercurrent.Conformance;

namespace Undercurrent.Core.Tests.Recovery;

public sealed class LocalWaitRecoveryTests(LocalRecoveryFixture engine) : WaitRecoveryConformance(engine), IClassFixture<LocalRecoveryFixture>;
