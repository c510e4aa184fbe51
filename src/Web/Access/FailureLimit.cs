using System.Net;
using System.Net.Sockets;

namespace Undercurrent.Web.Access;

/// <summary>
/// Limits how often an address may show a wrong token: <see cref="Most"/> in a minute, then nothing of it is looked at
/// until that minute is over. Its memory is bounded. Thread-safe.
/// </summary>
internal sealed class FailureLimit(TimeProvider time)
{
    public const int Most = 10;
    public const int MaxAddresses = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (DateTimeOffset Begun, int Failures)> _windows = [];

    /// <summary>How long the address has to wait; null when it has not.</summary>
    public TimeSpan? WaitOf(IPAddress? address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            return _windows.TryGetValue(CountedUnder(KeyOf(address)), out var window) && window.Failures >= Most && window.Begun + Window > now
                ? window.Begun + Window - now
                : null;
        }
    }

    /// <summary>Counts a wrong token.</summary>
    public void Note(IPAddress? address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var key = KeyOf(address);
            if (_windows.Count >= MaxAddresses && !_windows.ContainsKey(key))
            {
                DropOver(now);
            }

            key = CountedUnder(key);
            _windows[key] = _windows.TryGetValue(key, out var window) && window.Begun + Window > now ? window with { Failures = window.Failures + 1 } : (now, 1);
        }
    }

    // Under an attack from ever new addresses those that come last share one count.
    private IPAddress CountedUnder(IPAddress key) => _windows.Count >= MaxAddresses && !_windows.ContainsKey(key) ? IPAddress.None : key;

    private void DropOver(DateTimeOffset now)
    {
        foreach (var over in _windows.Where(window => window.Value.Begun + Window <= now).Select(window => window.Key).ToArray())
        {
            _windows.Remove(over);
        }
    }

    // Of IPv6 one customer has a whole /64.
    private static IPAddress KeyOf(IPAddress? address)
    {
        if (address is null)
        {
            return IPAddress.Any;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address))
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
