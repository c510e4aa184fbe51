namespace Undercurrent.Architecture;

public class PublicApiTests
{
    private const string ApproveVariable = "APPROVE_PUBLIC_API";

    [Theory]
    [InlineData("src/Core", "Undercurrent.Core")]
    [InlineData("src/Client", "Undercurrent.Client")]
    [InlineData("src/Storage", "Undercurrent.Storage")]
    public void Public_surface_is_the_approved_one(string folder, string assembly)
    {
        var path = $"tests/Architecture.Tests/PublicApi/{assembly}.txt";
        var surface = SurfaceReader.Read(folder, assembly);
        if (Environment.GetEnvironmentVariable(ApproveVariable) == "1")
        {
            File.WriteAllText(Repository.FullPath(path), surface);
            return;
        }

        var approved = File.Exists(Repository.FullPath(path)) ? Repository.ReadText(path) : "";
        if (surface == approved)
        {
            return;
        }

        string[] was = MembersOf(approved), now = MembersOf(surface);
        Assert.Fail(
            $"The public surface of {assembly} is no longer the one in {path} (- approved, + in the code):\n  "
            + string.Join("\n  ", was.Except(now).Select(line => $"- {line}").Concat(now.Except(was).Select(line => $"+ {line}")).Order(new ByMember()))
            + $"\nMake it internal, or approve it and look at the file's diff: {ApproveVariable}=1 dotnet run test.cs -- --projects Architecture.Tests --filter PublicApiTests");
    }

    // Each line with its type before it, so that a difference can be read alone.
    private static string[] MembersOf(string surface)
    {
        var lines = new List<string>();
        var type = "";
        foreach (var line in surface.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            type = line[0] == ' ' ? type : line;
            lines.Add(line[0] == ' ' ? $"{type} {{ {line.Trim()} }}" : line);
        }

        return [.. lines];
    }

    private sealed class ByMember : IComparer<string>
    {
        public int Compare(string? x, string? y) => string.CompareOrdinal(x, 2, y, 2, int.MaxValue);
    }
}
