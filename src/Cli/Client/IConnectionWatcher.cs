namespace Undercurrent.Cli.Client;

/// <summary>Is told of a connection that is lost and made again.</summary>
internal interface IConnectionWatcher
{
    /// <summary>It broke and is being made again; told once, however many tries that takes.</summary>
    void OnBroken(string why);

    /// <summary>It is there again after it broke.</summary>
    void OnConnected();
}
