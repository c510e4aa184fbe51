namespace Undercurrent.Core.Tests.Support;

/// <summary>A folder for the files of one test class.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undercurrent-core-tests-");

    /// <summary>Copies a file into a folder below; once, since a loaded library can't be overwritten everywhere.</summary>
    public string Copy(string file, string below)
    {
        var copy = Path.Combine(_folder.CreateSubdirectory(below).FullName, Path.GetFileName(file));
        if (!File.Exists(copy))
        {
            File.Copy(file, copy);
        }

        return copy;
    }

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Windows keeps loaded libraries until the process ends; the system cleans its temporary folder.
        }
    }
}
