using System.Text.Json;
using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Access;

/// <summary>The file of API tokens: a JSON array of <see cref="TokenEntry"/>. It has hashes, no tokens.</summary>
internal static class TokenFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const long MaxBytes = 4 * 1024 * 1024;

    private static readonly JsonSerializerOptions Written = new(ContractJson.Options) { WriteIndented = true };

    /// <summary>Reads it.</summary>
    /// <exception cref="TokenFileException">It isn't there, can be written by others, or has errors; all are named.</exception>
    public static IReadOnlyList<TokenEntry> Read(string path)
    {
        try
        {
            RefuseWritable(path);
            if (new FileInfo(path).Length > MaxBytes)
            {
                throw new TokenFileException(path, [$"It is larger than {MaxBytes:N0} bytes, so it is no tokens file."]);
            }

            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var errors = new List<string>();
            var entries = TokenFileReader.Read(json.RootElement, errors);
            return errors.Count == 0 ? entries : throw new TokenFileException(path, errors);
        }
        catch (JsonException exception)
        {
            throw new TokenFileException(path, [$"It is no valid JSON: {exception.Message}"], exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TokenFileException(path, ["It isn't there. Make the first token: undercurrent token new."], exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TokenFileException(path, [exception.Message], exception);
        }
    }

    /// <summary>
    /// Writes it so that a reader sees all of the old or all of the new, and that only its owner can read it. Two writers at
    /// the same time: the later wins. A link stays one: the file that it leads to is written.
    /// </summary>
    /// <exception cref="IOException">The folder isn't there, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be written.</exception>
    public static void Write(string path, IReadOnlyList<TokenEntry> entries)
    {
        var full = BehindLinks(path).FullName;
        var draft = $"{full}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            using (var file = new FileStream(draft, options))
            {
                JsonSerializer.Serialize(file, entries, Written);
                file.Write("\n"u8);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, full, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    /// <summary>The file itself, where the path is a link: a link's own time stays when what it leads to changes, as secrets of Kubernetes do.</summary>
    public static FileInfo BehindLinks(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        try
        {
            return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        }
        catch (IOException)
        {
            // It isn't there, or its links lead in a circle: reading it says so in words.
            return file;
        }
    }

    /// <summary>Whether every user of the machine can read it: no danger to 32 random bytes behind a hash, and more than anybody needs.</summary>
    public static bool IsReadableByAll(string path) =>
        !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);

    // Whoever can write it can let himself in.
    private static void RefuseWritable(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & OthersWrite) != 0)
        {
            throw new TokenFileException(path, ["Others than its owner can write it, and so let themselves in. Take that from them: chmod 600."]);
        }
    }
}
