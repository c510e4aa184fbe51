using FsCheck;
using FsCheck.Fluent;

namespace Undercurrent.Storage.Tests.Model;

/// <summary>Generates what may happen to a run, likely or not.</summary>
internal static class ModelSteps
{
    public static Gen<ModelStep> Step =>
        from kind in Gen.Frequency(
            (8, Gen.Constant("start")), (10, Gen.Constant("end")), (2, Gen.Constant("report")), (1, Gen.Constant("warn")), (1, Gen.Constant("cancel")),
            (2, Gen.Constant("claim")), (1, Gen.Constant("release")))
        from child in Gen.Choose(0, 4)
        from attempt in Gen.Frequency((5, Gen.Constant(1)), (3, Gen.Constant(2)), (1, Gen.Constant(3)))
        from lineage in Gen.Frequency((8, Gen.Constant("")), (3, Gen.Elements("0:2", "1:2", "0:2,1:2", "0:3", "0:10")))
        from outcome in Gen.Elements(Support.Outcomes.Names)
        from mayRetry in Gen.Elements(true, false)
        from lost in Gen.Choose(0, 2)
        from epoch in Gen.Frequency((8, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(9)))
        from context in Gen.Choose(0, 3)
        select new ModelStep(kind, child, attempt, lineage, outcome, mayRetry, lost, epoch, context);

    /// <summary>Steps of one run; in some the run's end stands somewhere among them.</summary>
    public static Gen<ModelStep[]> Steps =>
        from length in Gen.Choose(1, 30)
        from steps in Step.ArrayOf(length)
        from end in Gen.Choose(0, 60)
        from last in Step
        select end < steps.Length ? [.. steps[..end], last with { Kind = "run end" }, .. steps[end..]] : steps;
}
