namespace Undercurrent.Cluster.Tests.Conformance;

/// <summary>One cluster for the classes that ask what silos with one record tell of it.</summary>
[CollectionDefinition(nameof(SharedRecordCollection))]
public sealed class SharedRecordCollection : ICollectionFixture<SharedRecordFixture>;
