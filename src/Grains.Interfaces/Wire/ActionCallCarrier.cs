using Undercurrent.Execution;

namespace Undercurrent.Grains.Wire;

/// <summary>
/// Takes an <see cref="ActionCall"/> to the grain that executes it. Inside a process the same object arrives; it becomes an
/// <see cref="ActionCallMessage"/> only when the call leaves the process.
/// </summary>
[Immutable]
[GenerateSerializer]
[Alias("undercurrent.call.carrier")]
internal sealed class ActionCallCarrier
{
    [NonSerialized]
    private ActionCall? _call;

    [NonSerialized]
    private ActionCallMessage? _message;

    /// <summary>The call's form on the wire. The serializer reads it when the call leaves the process, and sets it on arrival.</summary>
    [Id(0)]
    public ActionCallMessage Message
    {
        get => _message ??= ActionCallMessage.From(_call!);
        set => _message = value;
    }

    /// <summary>Whether a stopping silo is to take it all the same, because others have refused it already.</summary>
    [Id(1)]
    public bool Insists { get; set; }

    public static ActionCallCarrier For(ActionCall call, bool insists) => new() { _call = call, Insists = insists };

    /// <param name="context">The context that came with the call, for one from another process.</param>
    public ActionCall Open(CustomContext context) => _call ??= _message!.ToCall(context);
}
