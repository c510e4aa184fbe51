using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Shows a run while it goes on. Disposed when the waiting ends.</summary>
internal interface IRunWatcher : IAsyncDisposable
{
    /// <summary>Something happened.</summary>
    void On(EventJson happened);

    /// <summary>The connection broke and is being made again.</summary>
    void OnBroken(string why);
}
