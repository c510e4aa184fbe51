using Undercurrent.Records;
using Undercurrent.Storage.Databases;

namespace Undercurrent.Storage.Reading;

/// <summary>As much of an action as a query has to look into; see <see cref="ActionSearch.Candidates"/>.</summary>
internal readonly record struct Candidate(byte[] Id, ActionState State, TaskFailure? Failure, IReadOnlyList<string> Reads)
{
    public static Candidate Read(Row row) => new(
        row.Bytes(0), (ActionState)row.Int(1), StoredText.ToFailure(row.TextOrNull(2)), ActionDetails.FromJson(row.TextOrNull(3))?.Reads ?? []);
}
