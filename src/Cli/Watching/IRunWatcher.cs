using Undercurrent.Cli.Client;
using Undercurrent.Web.Contract;

namespace Undercurrent.Cli.Watching;

/// <summary>Shows a run while it goes on. Disposed when the waiting ends.</summary>
internal interface IRunWatcher : IConnectionWatcher, IAsyncDisposable
{
    /// <summary>Something happened.</summary>
    void On(EventJson happened);
}
