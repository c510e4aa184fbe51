using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Undercurrent;

/// <summary>
/// The small string-to-string map that every nested task sees without a parameter: trace ids, experiment names,
/// region, flags, session ids. It is set once at a run's launch, or by a scope in task code.
/// </summary>
/// <remarks>
/// An instance is an immutable snapshot (rule R3): safe to keep, to enumerate and to share between threads.
/// Keys are compared ordinally and enumerated in the order in which they were first set.
/// It is not a place for data: see <see cref="ContextLimits"/>; large values belong in a task's inputs.
/// </remarks>
[JsonConverter(typeof(CustomContextConverter))]
public sealed partial class CustomContext : IReadOnlyDictionary<string, string>, IEquatable<CustomContext>
{
    /// <summary>The context with no key, under the default limits.</summary>
    public static readonly CustomContext Empty = new([], [], 0, ContextLimits.Default);

    // Up to this many keys a linear scan beats a hash table; beyond it an index is built on first use.
    private const int LinearSearchLimit = 12;

    private readonly ContextEntry[] _entries;
    private readonly ContextEntry[] _removed;
    private Dictionary<string, int>? _index;
    private string? _text;
    private byte[]? _packed;
    private byte[]? _hash;
    private CustomContext? _masked;

    /// <summary>What an engine made of this instance to send it; kept here so that it is made once.</summary>
    internal object? Carrier { get; set; }

    internal CustomContext(ContextEntry[] entries, ContextEntry[] removed, int sizeInBytes, ContextLimits limits)
    {
        _entries = entries;
        _removed = removed;
        SizeInBytes = sizeInBytes;
        Limits = limits;
    }

    /// <summary>
    /// The context of this flow of control: the action's, with the open scopes laid over it (rule R2).
    /// Never null; outside any run and scope it is empty (rule R1).
    /// </summary>
    public static CustomContext Current => Ambient.Current?.Context ?? Empty;

    /// <summary>How many keys there are.</summary>
    public int Count => _entries.Length;

    /// <summary>UTF-8 bytes of all keys and values together: what <see cref="ContextLimits.MaxBytes"/> limits.</summary>
    public int SizeInBytes { get; }

    /// <summary>The limits that scopes opened over this context obey.</summary>
    public ContextLimits Limits { get; }

    /// <summary>The keys with value and origin, in the order in which they were first set.</summary>
    /// <remarks>Inside a task body, to ask for them is to read all keys (rule V2), as it is for every way to enumerate the map.</remarks>
    public IReadOnlyList<ContextEntry> Entries
    {
        get
        {
            NoteAll();
            return AllEntries;
        }
    }

    /// <summary>
    /// What scopes removed on the way here: the entry as it was, with the removing scope as its origin.
    /// For records and error messages; at most <see cref="ContextLimits.MaxKeys"/>
    /// and <see cref="ContextLimits.MaxBytes"/> characters together with what keys overrode, the latest kept.
    /// </summary>
    public IReadOnlyList<ContextEntry> Removed => field ??= Array.AsReadOnly(_removed);

    /// <inheritdoc/>
    public IEnumerable<string> Keys => Entries.Select(entry => entry.Key);

    /// <inheritdoc/>
    public IEnumerable<string> Values => Entries.Select(entry => entry.Value);

    /// <summary>The value of <paramref name="key"/>.</summary>
    /// <exception cref="ContextKeyNotFoundException">There is no such key; the message says what there is.</exception>
    public string this[string key] => FindEntry(key)?.Value ?? throw ContextKeyNotFoundException.For(this, key, typeof(string));

    /// <inheritdoc/>
    public bool ContainsKey(string key) => FindEntry(key) is not null;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = FindEntry(key)?.Value;
        return value is not null;
    }

    /// <summary>The entry of <paramref name="key"/> with its origin, or null when there is no such key.</summary>
    public ContextEntry? FindEntry(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var index = IndexOf(key);
        if (Ambient.Current is { } scope && !scope.HasNoted(this, index))
        {
            scope.Note(this, key, index);
        }

        return index < 0 ? null : _entries[index];
    }

    /// <summary>As <see cref="FindEntry"/>, and no read of the body's: for the product's own look.</summary>
    internal ContextEntry? Find(string key) => IndexOf(key) is >= 0 and var index ? _entries[index] : null;

    private int IndexOf(string key)
    {
        var entries = _entries;
        if (entries.Length > LinearSearchLimit)
        {
            _index ??= Enumerable.Range(0, entries.Length).ToDictionary(index => entries[index].Key, StringComparer.Ordinal);
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        for (var index = 0; index < entries.Length; index++)
        {
            if (ReferenceEquals(entries[index].Key, key) || entries[index].Key == key)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The change that removes <paramref name="key"/> for a scope or a launch (rule S5).</summary>
    public static ContextChange Without(string key) => ContextChange.Remove(key);

    /// <summary>Keys and values are equal, whatever their order and origins.</summary>
    public bool Equals([NotNullWhen(true)] CustomContext? other) =>
        ReferenceEquals(this, other)
        || (other is not null && other.Count == Count && other.SizeInBytes == SizeInBytes
            && Array.TrueForAll(_entries, entry => other.Find(entry.Key)?.Value == entry.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CustomContext);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = 0;
        foreach (var entry in _entries)
        {
            hash ^= HashCode.Combine(entry.Key, entry.Value);
        }

        return hash;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() =>
        Entries.Select(entry => KeyValuePair.Create(entry.Key, entry.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>JSON, keys in the order in which they were first set: <c>{"trace_id": "root-abc", "experiment": "v1"}</c>.</summary>
    public override string ToString()
    {
        NoteAll();
        return Text;
    }

    /// <summary>As <see cref="ToString"/>, and no read of the body's.</summary>
    internal string Text => _text ??= ContextText.Write(_entries);

    /// <inheritdoc cref="Text"/>
    internal IReadOnlyList<ContextEntry> AllEntries => field ??= Array.AsReadOnly(_entries);

    /// <summary>What <see cref="Entries"/> holds, without its wrapper, which keeps callers from the array (rule R3).</summary>
    internal ReadOnlySpan<ContextEntry> EntrySpan => _entries;

    /// <summary>The packed form for the wire; made once for each instance.</summary>
    internal byte[] Packed => _packed ??= ContextCodec.Encode(this);

    /// <summary>This map as it may be shown and kept, sensitive values masked (rule L3); the same instance when none is sensitive.</summary>
    internal CustomContext Masked => _masked ??= !HasSensitive ? this : new CustomContext(
        [.. _entries.Select(entry => entry.Masked())], [.. _removed.Select(entry => entry.Masked())], SizeInBytes, Limits);

    /// <summary>Whether any value of it, of now or before, is for task code alone.</summary>
    internal bool HasSensitive => Array.Exists(_entries, static entry => entry.IsSensitive) || Array.Exists(_removed, static entry => entry.IsSensitive);

    /// <summary>Whether sensitive values of it are gone: it comes from a record.</summary>
    internal bool IsMasked => Array.Exists(_entries, static entry => entry is { IsSensitive: true, Value: SensitiveKeys.Mask });

    /// <summary>32 bytes that are equal for equal maps, whatever their order; part of an action's identity (rule N2).</summary>
    internal byte[] ContentHash => _hash ??= ContextCodec.HashContent(_entries);

    private void NoteAll()
    {
        if (Ambient.Current is not { } scope)
        {
            return;
        }

        for (var index = 0; index < _entries.Length; index++)
        {
            if (!scope.HasNoted(this, index))
            {
                scope.Note(this, _entries[index].Key, index);
            }
        }
    }

    /// <summary>This map under other limits; the same instance when they are equal.</summary>
    internal CustomContext WithLimits(ContextLimits limits) => limits == Limits
        ? this
        : new CustomContext(Marked(_entries, limits.SensitiveKeys), Marked(_removed, limits.SensitiveKeys), SizeInBytes, limits);

    // Whoever set them may not have known which keys are sensitive here.
    private static ContextEntry[] Marked(ContextEntry[] entries, SensitiveKeys sensitive) =>
        Array.Exists(entries, entry => !entry.IsSensitive && sensitive.Contains(entry.Key))
            ? [.. entries.Select(entry => sensitive.Contains(entry.Key) ? entry.AsSensitive() : entry)]
            : entries;
}
