namespace Undercurrent.Benchmarks.Stages;

/// <summary>Where the databases of a benchmark run lie; removed with everything in it at the end.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undercurrent-benchmarks-");
    private int _files;

    /// <summary>The path of a file that isn't there yet.</summary>
    public string NextFile(string name) => Path.Combine(_folder.FullName, $"{Interlocked.Increment(ref _files)}-{name}.db");

    public void Dispose() => _folder.Delete(recursive: true);
}
