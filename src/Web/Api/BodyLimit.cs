namespace Undercurrent.Web.Api;

/// <summary>The largest body of a route, in bytes, as its metadata.</summary>
internal sealed record BodyLimit(long Bytes)
{
    /// <summary>For routes that say nothing: 1 MiB.</summary>
    public static readonly BodyLimit Default = new(1024 * 1024);

    /// <summary>What surrounds the payload in a request.</summary>
    public const int Overhead = 64 * 1024;
}
