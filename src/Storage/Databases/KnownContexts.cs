using System.Buffers.Binary;

namespace Undercurrent.Storage.Databases;

/// <summary>Which contexts of a run a writer has stored, as far as it remembers. Not thread-safe: a writer has one thread.</summary>
internal sealed class KnownContexts
{
    // Beyond this many it is forgotten which contexts are stored; storing one again does nothing.
    private const int Max = 50_000;

    private readonly HashSet<UInt128> _contexts = [];
    private CustomContext? _last;
    private byte[] _lastHash = [];

    /// <summary>The context's key.</summary>
    /// <param name="context">Masked: what is kept is for everybody who reads the record.</param>
    /// <param name="isNew">Whether it may have to be stored first.</param>
    public byte[] HashOf(CustomContext context, out bool isNew)
    {
        isNew = false;
        if (!ReferenceEquals(context, _last))
        {
            (_last, _lastHash) = (context, ContextHash.Of(context));
            if (_contexts.Count >= Max)
            {
                _contexts.Clear();
            }

            isNew = _contexts.Add(BinaryPrimitives.ReadUInt128LittleEndian(_lastHash));
        }

        return _lastHash;
    }
}
