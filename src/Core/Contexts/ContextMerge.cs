namespace Undercurrent;

/// <summary>Lays changes over a context, key by key, the change winning (rule S3).</summary>
internal static class ContextMerge
{
    public static CustomContext Apply(CustomContext context, ReadOnlySpan<ContextChange> changes, ContextOrigin origin)
    {
        if (changes.IsEmpty)
        {
            return context;
        }

        var draft = new Draft(context, changes.Length);
        foreach (var change in changes)
        {
            if (change.Key is null)
            {
                throw new ArgumentException("A context change has no key. Write (\"key\", \"value\") or CustomContext.Without(\"key\").", nameof(changes));
            }

            ContextRules.CheckKey(change.Key);
            if (change.Value is { } value)
            {
                draft.Set(change.Key, value, origin, change.IsSensitive);
            }
            else
            {
                draft.Remove(change.Key, origin);
            }
        }

        return draft.Build(changes);
    }

    /// <summary>A map under construction; an override keeps the key's place, so that order is that of first setting.</summary>
    private ref struct Draft(CustomContext context, int room)
    {
        private readonly ContextEntry[] _entries = Copy(context, room);
        private int _count = context.Count;
        private int _bytes = context.SizeInBytes;
        private List<ContextEntry>? _removed;

        public void Set(string key, string value, ContextOrigin origin, bool isSensitive)
        {
            var bytes = ContextRules.CheckValue(key, value);
            var index = IndexOf(key);
            if (index < 0)
            {
                _entries[_count++] = new ContextEntry(key, value, origin) { IsSensitive = isSensitive || context.Limits.SensitiveKeys.Contains(key) };
                _bytes += key.Length + bytes;
                return;
            }

            _bytes += bytes - System.Text.Encoding.UTF8.GetByteCount(_entries[index].Value);

            // Once sensitive, a key stays so: who overrides it need not know.
            var entry = new ContextEntry(key, value, origin, Before(key));
            _entries[index] = isSensitive || _entries[index].IsSensitive ? entry.AsSensitive() : entry;
        }

        public void Remove(string key, ContextOrigin origin)
        {
            var index = IndexOf(key);
            if (index < 0)
            {
                return;
            }

            _bytes -= key.Length + System.Text.Encoding.UTF8.GetByteCount(_entries[index].Value);
            _count--;
            Array.Copy(_entries, index + 1, _entries, index, _count - index);
            if (Before(key) is { } before)
            {
                (_removed ??= []).Add(new ContextEntry(key, before.Value, origin, before) { IsSensitive = before.IsSensitive });
            }
        }

        public readonly CustomContext Build(ReadOnlySpan<ContextChange> changes)
        {
            if (_count > context.Count || _bytes > context.SizeInBytes)
            {
                ContextRules.CheckTotals(Largest(changes), _count, _bytes, context.Limits);
            }

            var entries = _entries.Length == _count ? _entries : _entries[.._count];
            var removed = RemovedEntries(entries);
            ContextHistory.Bound(entries, ref removed, context.Limits.MaxBytes);
            return new CustomContext(entries, removed, _bytes, context.Limits);
        }

        private static ContextEntry[] Copy(CustomContext context, int room)
        {
            var entries = new ContextEntry[context.Count + room];
            context.EntrySpan.CopyTo(entries);
            return entries;
        }

        // What was seen before these changes: of two changes for one key the first was never seen. One step back is kept,
        // since a chain would grow with the depth of the tree and travel with every call.
        private readonly ContextEntry? Before(string key) => context.Find(key) is { } before
            ? before.Overrode is null ? before : before with { Overrode = null }
            : null;

        private readonly int IndexOf(string key)
        {
            for (var index = 0; index < _count; index++)
            {
                if (_entries[index].Key == key)
                {
                    return index;
                }
            }

            return -1;
        }

        private readonly ContextEntry[] RemovedEntries(ContextEntry[] entries)
        {
            if (_removed is null && context.Removed.Count == 0)
            {
                return [];
            }

            var present = entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
            return [.. context.Removed.Concat(_removed ?? [])
                .Where(entry => !present.Contains(entry.Key))
                .GroupBy(entry => entry.Key, (_, sameKey) => sameKey.Last())
                .TakeLast(context.Limits.MaxKeys)];
        }

        // The key to name in the error: the one of this call that weighs most.
        private static string Largest(ReadOnlySpan<ContextChange> changes)
        {
            var largest = changes[0];
            foreach (var change in changes)
            {
                if ((change.Value?.Length ?? -1) > (largest.Value?.Length ?? -1))
                {
                    largest = change;
                }
            }

            return largest.Key;
        }
    }
}
