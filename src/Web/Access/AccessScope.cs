namespace Undercurrent.Web.Access;

/// <summary>What a token allows; each includes those before it.</summary>
internal enum AccessScope
{
    /// <summary>Nothing: of a request without a valid token.</summary>
    None = 0,

    /// <summary>To look at tasks, runs, actions and events.</summary>
    Read = 1,

    /// <summary>Also to start, signal, cancel, resume runs, and to launch them again.</summary>
    Run = 2,

    /// <summary>Also to look at the cluster's machines.</summary>
    Admin = 3,
}
