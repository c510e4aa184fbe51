namespace Undercurrent;

/// <summary>The cluster did not answer for as long as a client may wait.</summary>
public sealed class ClusterUnreachableException : Exception
{
    /// <summary>After the limit, with the last error.</summary>
    public ClusterUnreachableException(TimeSpan limit, Exception? inner)
        : base($"The cluster did not answer within {limit}. Runs that it has go on; ask for them again by their id when it is back. "
            + "Is a silo running, at the address and with the cluster and service id that the client has?"
            + (inner is null ? "" : $" The last error was: {inner.Message}"), inner)
    {
    }

    /// <summary>With words of its own.</summary>
    public ClusterUnreachableException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
