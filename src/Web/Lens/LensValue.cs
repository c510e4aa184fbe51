using Undercurrent.Web.Contract;

namespace Undercurrent.Web.Lens;

/// <summary>A value of a key with who set it, or that a scope removed it, and how many actions started so.</summary>
/// <param name="Entry">The entry; of a removal as it was, with who removed it.</param>
/// <param name="IsRemoved">Whether the key was removed.</param>
/// <param name="Actions">How many actions.</param>
internal sealed record LensValue(ContextEntry Entry, bool IsRemoved, long Actions)
{
    public LensValueJson ToJson()
    {
        var shown = Entry.ToJson();
        return new LensValueJson
        {
            Value = IsRemoved ? null : shown.Value,
            SetBy = shown.Origin,
            Overrode = shown.Overrode,
            SeenBy = Actions,
        };
    }
}
