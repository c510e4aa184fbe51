using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Undercurrent.Records;

namespace Undercurrent.Storage.Sqlite;

/// <summary>
/// Who lives: each owner keeps a file of its own open and locked beside the database. The operating system lets go of the
/// lock when the process dies, however it dies. Thread-safe.
/// </summary>
/// <param name="folder">Where the files are.</param>
internal sealed class OwnerFiles(string folder) : IDisposable
{
    private const int MaxTries = 50;
    private const int MaxLooks = 3;

    private readonly ConcurrentDictionary<string, FileStream> _held = new(StringComparer.Ordinal);

    public IDisposable Hold(string owner)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(owner);
        for (var tries = 1; ; tries++)
        {
            try
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                if (!IsLocked(path))
                {
                    // Somebody has removed it between its opening and its locking, as that of a dead owner.
                    file.Dispose();
                    throw new IOException($"The file '{path}' was removed by another process again and again.");
                }

                if (!_held.TryAdd(owner, file))
                {
                    file.Dispose();
                    throw new InvalidOperationException($"The owner '{owner}' is held already.");
                }

                // For people who look into the folder.
                file.SetLength(0);
                file.Write(Encoding.UTF8.GetBytes(owner));
                file.Flush();
                return new OwnerHold(() => Release(owner, path));
            }
            catch (IOException exception) when (tries >= MaxTries || _held.ContainsKey(owner))
            {
                throw new InvalidOperationException($"The owner '{owner}' is held already, by this process or another.", exception);
            }
            catch (IOException)
            {
                // Somebody looks at this moment whether it is held.
                Thread.Yield();
            }
        }
    }

    public bool IsHeld(string owner)
    {
        if (_held.ContainsKey(owner))
        {
            return true;
        }

        var path = PathOf(owner);
        for (var looks = 1; IsLocked(path); looks++)
        {
            if (looks == MaxLooks)
            {
                return true;
            }

            // It may be another who removes it at this moment.
            Thread.Yield();
        }

        Remove(path);
        return false;
    }

    // Shared, so that those who look at once don't take each other for the owner.
    private static bool IsLocked(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    // Only locked, so that it is nobody's.
    private static void Remove(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Gone already, or it is looked at: the next who looks removes it.
        }
    }

    public void Dispose()
    {
        foreach (var owner in _held.Keys)
        {
            Release(owner, PathOf(owner));
        }
    }

    private void Release(string owner, string path)
    {
        if (_held.TryRemove(owner, out var file))
        {
            // Removed while it is still locked, so nobody can have taken it over. That of a process that was killed stays until somebody looks.
            File.Delete(path);
            file.Dispose();
        }
    }

    private string PathOf(string owner) => Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)).AsSpan(0, 16)));
}
