namespace Undercurrent.Processes;

/// <summary>A folder that is gone with its owner.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("undercurrent-processes-");

    public string Path => _folder.FullName;

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Copies the files of a folder into a folder here, but for those that are left out; returns the folder.</summary>
    public string Copy(string from, string name, Predicate<string>? leaveOut = null)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        foreach (var file in Directory.EnumerateFiles(from).Where(file => leaveOut?.Invoke(System.IO.Path.GetFileName(file)) is not true))
        {
            File.Copy(file, System.IO.Path.Combine(folder, System.IO.Path.GetFileName(file)));
        }

        return folder;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
