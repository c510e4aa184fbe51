using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Access;

/// <summary>The tokens that let callers in, read again when their file changes. Thread-safe.</summary>
/// <remarks>While the file is broken, the tokens of before hold on; while it is gone, nobody is let in.</remarks>
internal sealed class Tokens
{
    private readonly Lock _gate = new();
    private readonly string? _path;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private (DateTime Written, long Length) _seen;
    private IReadOnlyList<Known> _known = [];

    public Tokens(WebSettings settings, WebBackend backend, ILogger<Tokens> log)
    {
        _path = settings.TokensFile;
        _time = backend.Time;
        _log = log;
    }

    /// <summary>Whether tokens are used at all; when not, everybody who reaches the port may do all.</summary>
    public bool AreUsed => _path is not null;

    /// <summary>The entry of this token; null when it is unknown or expired.</summary>
    public TokenEntry? Find(string token) => TokenText.HashBytesOf(token) is { } hash ? FindHash(hash) : null;

    /// <summary>The entry with this hash; null when it was revoked or has expired.</summary>
    public TokenEntry? FindByHash(string hash) => FindHash(Encoding.ASCII.GetBytes(hash));

    private TokenEntry? FindHash(byte[] hash)
    {
        // All are compared, each in the same time: how long it takes says nothing of the tokens.
        TokenEntry? found = null;
        foreach (var (bytes, entry) in Current())
        {
            if (CryptographicOperations.FixedTimeEquals(bytes, hash))
            {
                found = entry;
            }
        }

        return found is null || found.IsExpired(_time.GetUtcNow()) ? null : found;
    }

    private IReadOnlyList<Known> Current()
    {
        if (_path is null)
        {
            return [];
        }

        lock (_gate)
        {
            var file = TokenFile.BehindLinks(_path);
            var now = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (now != _seen)
            {
                _seen = now;
                Reload(file.Exists);
            }

            return _known;
        }
    }

    private void Reload(bool isThere)
    {
        if (!isThere)
        {
            _known = [];
            WebLog.TokensGone(_log, _path!);
            return;
        }

        try
        {
            _known = [.. TokenFile.Read(_path!).Select(entry => new Known(Encoding.ASCII.GetBytes(entry.Hash), entry))];
            WebLog.TokensRead(_log, _path!, _known.Count);
            if (TokenFile.IsReadableByAll(_path!))
            {
                WebLog.TokensReadable(_log, _path!);
            }
        }
        catch (TokenFileException exception)
        {
            WebLog.TokensKept(_log, exception.Message);
        }
    }

    private readonly record struct Known(byte[] Hash, TokenEntry Entry);
}
