namespace Undercurrent.Storage.Sqlite;

/// <summary>What the writer knows of a run between transactions, for as long as nobody else has written.</summary>
internal sealed class WrittenRun
{
    // Beyond this many it is forgotten which contexts are stored; storing one again does nothing.
    private const int MaxContexts = 50_000;

    private readonly HashSet<UInt128> _contexts = [];
    private CustomContext? _lastContext;
    private byte[] _lastHash = [];

    public required long No { get; init; }

    public required string Id { get; init; }

    public required string Task { get; init; }

    public required long Epoch { get; init; }

    public required long LaunchedAt { get; init; }

    public required bool HasEnded { get; set; }

    /// <summary>The number of the last event.</summary>
    public required long Sequence { get; set; }

    /// <summary>Whether <see cref="Sequence"/> is to be written at the transaction's end.</summary>
    public bool IsChanged { get; set; }

    /// <summary>The next event's number, as the number of its row.</summary>
    public long NextRow()
    {
        IsChanged = true;
        return Databases.RowNumber.Of(No, ++Sequence);
    }

    /// <summary>The context's key; says whether it has to be stored first.</summary>
    public byte[] HashOf(CustomContext context, out bool isNew)
    {
        isNew = false;
        if (!ReferenceEquals(context, _lastContext))
        {
            _lastHash = Databases.ContextHash.Of(context);
            _lastContext = context;
            if (_contexts.Count >= MaxContexts)
            {
                _contexts.Clear();
            }

            isNew = _contexts.Add(System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(_lastHash));
        }

        return _lastHash;
    }
}
