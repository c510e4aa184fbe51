namespace Undercurrent.Cluster.Tests.Conformance;

/// <summary>One cluster for all classes that share it: starting one takes longer than most tests.</summary>
[CollectionDefinition(nameof(ClusterCollection))]
public sealed class ClusterCollection : ICollectionFixture<ClusterEngineFixture>;
