using FsCheck;
using FsCheck.Fluent;

namespace Undercurrent.Core.Tests.Support;

/// <summary>Generators of the product's data for property-based tests.</summary>
internal static class Sample
{
    private const string KeyCharacters = "abcXYZ019._-";

    /// <summary>A few names, so that scopes often meet each other's keys.</summary>
    public static Gen<string> FewKeys => Gen.Elements("a", "b", "trace_id", "Experiment", "x.y-z", "region");

    public static Gen<string> AnyKey =>
        from length in Gen.Frequency((9, Gen.Choose(1, 12)), (1, Gen.Choose(1, 128)))
        from characters in Gen.Elements(KeyCharacters.ToCharArray()).ArrayOf(length)
        select new string(characters);

    /// <summary>Well-formed Unicode of any script, without the control characters that are refused.</summary>
    public static Gen<string> Value =>
        from length in Gen.Choose(0, 12)
        from characters in Gen.Frequency(
            (6, Gen.Choose(0x20, 0x7E)), (1, Gen.Constant((int)'\t')), (2, Gen.Choose(0xA0, 0xD7FF)), (1, Gen.Choose(0xE000, 0xFFFF)), (1, Gen.Choose(0x10000, 0x10FFFF)))
            .ArrayOf(length)
        select string.Concat(characters.Select(char.ConvertFromUtf32));

    public static Gen<ContextChange> Change(Gen<string> keys) =>
        from key in keys
        from value in Value
        from removes in Gen.Choose(0, 3)
        select removes == 0 ? ContextChange.Remove(key) : ContextChange.Set(key, value);

    public static Gen<ContextOrigin> Origin => Gen.OneOf(
        from person in Value
        select ContextOrigin.Launch(person),
        from file in Value
        from line in Gen.Choose(0, int.MaxValue)
        from run in AnyKey
        from action in ActionId
        from outside in Gen.Elements(true, false)
        select new ContextOrigin
        {
            Kind = ContextOriginKind.Scope,
            File = file,
            Line = line,
            RunId = !outside && RunId.TryParse(run, out var id) ? id : null,
            ActionId = outside ? null : action,
            Task = outside ? null : "env.task",
        });

    public static Gen<ActionId> ActionId =>
        from words in Gen.Choose(int.MinValue, int.MaxValue).ArrayOf(4)
        from ordinal in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, int.MaxValue)))
        select new ActionId(new UInt128(((ulong)(uint)words[0] << 32) | (uint)words[1], ((ulong)(uint)words[2] << 32) | (uint)words[3]), ordinal);

    /// <summary>A context as scopes make it: one laid over the other, overrides and removals included.</summary>
    public static Gen<CustomContext> Context =>
        from layers in (from origin in Origin
                        from changes in Change(Gen.OneOf(FewKeys, AnyKey)).ArrayOf()
                        select (origin, changes: changes.Take(10).ToArray())).ArrayOf()
        select layers.Take(5).Aggregate(CustomContext.Empty, (context, layer) => ContextMerge.Apply(context, layer.changes, layer.origin));

    /// <summary>Fails with what was generated when the property doesn't hold for some value.</summary>
    public static void ShouldAll<T>(this Gen<T> values, Func<T, bool> hold) =>
        Check.QuickThrowOnFailure(Prop.ForAll(values.ToArbitrary(), hold));
}
