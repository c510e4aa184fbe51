#:property PublishAot=false

// The test command: `dotnet run test.cs`, or with options `dotnet run test.cs -- --help`. Over 300 lines because a file-based program is one file.
// Builds what can be restored here, runs its tests and counts them. Projects that need Microsoft Orleans are left
// out, loudly, where its packages can't be had; with CI=true that is a failure.

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

const string Help = """
    Usage: dotnet run test.cs [-- options]

      --filter EXPR          run only the tests that match (as in dotnet test --filter)
      --projects NAME,NAME   run only these test projects (Core.Tests or Undercurrent.Core.Tests)
      --configuration NAME   Debug (default) or Release
      --no-orleans           leave out what needs Microsoft Orleans, even where its packages are there
      --write-solution FILE  restore, write a solution (.slnx) of the projects that are left in, and stop
      --help                 this text

    The last line is always "N passed, N failed, N skipped". The exit code is 0 when nothing failed, 1 when something
    did, 2 for wrong options. A test project that ran no test counts as one failure; so does a build that failed, and,
    with CI=true, each test project that was left out.

    UNDERCURRENT_TEST_POSTGRES in the environment names the PostgreSQL server for the tests that take one from there, as
    in "Host=127.0.0.1;Port=5432;Username=postgres": a superuser of a server on this machine. They make databases of
    their own and drop them. Without it they are left out; with CI=true that is a failure.

    The tests of the pages need Chromium, as `chromium` on the PATH or named by UNDERCURRENT_TEST_CHROMIUM, and for the
    rules of accessibility the script of axe-core, named by UNDERCURRENT_TEST_AXE (axe.min.js of the npm package). The same
    holds without them. UNDERCURRENT_TEST_SCREENSHOTS names a folder that takes a picture of every page.
    """;

string root = (string?)AppContext.GetData("EntryPointFileDirectoryPath") ?? Environment.CurrentDirectory;
bool postgres = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("UNDERCURRENT_TEST_POSTGRES"));
bool chromium = Environment.GetEnvironmentVariable("UNDERCURRENT_TEST_CHROMIUM") is { Length: > 0 } named
    ? File.Exists(named)
    : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "chromium")));
bool axe = File.Exists(Environment.GetEnvironmentVariable("UNDERCURRENT_TEST_AXE"));
bool ci = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
string? filter = null, solutionFile = null;
string[]? wanted = null;
string configuration = "Debug";
bool noOrleans = false;
Queue<string> options = new(args);
while (options.TryDequeue(out string? option))
{
    string? value = null;
    if (option is "--filter" or "--projects" or "--configuration" or "--write-solution" && !options.TryDequeue(out value))
    {
        return Refuse($"{option} needs a value.");
    }

    switch (option)
    {
        case "--filter": filter = value; break;
        case "--projects": wanted = value!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries); break;
        case "--configuration" when value is "Debug" or "Release": configuration = value; break;
        case "--configuration": return Refuse($"--configuration is Debug or Release, not '{value}'.");
        case "--no-orleans": noOrleans = true; break;
        case "--write-solution": solutionFile = Path.GetFullPath(value!); break;
        case "--help" or "-h": Console.WriteLine(Help); return 0;
        default: return Refuse($"'{option}' is no option of the test command.");
    }
}

Dictionary<string, Project> projects = FindProjects();
List<Project> tests = [.. projects.Values.Where(p => p.IsTest)];
if (wanted?.FirstOrDefault(w => !tests.Any(p => p.IsCalled(w))) is { } unknown)
{
    return Refuse($"There is no test project '{unknown}'. There are: {string.Join(", ", tests.Select(p => p.Name))}.");
}

tests.RemoveAll(p => wanted?.Any(p.IsCalled) == false);
ILookup<bool, Project> needsOrleans = (wanted is null ? projects.Values : tests.SelectMany(Closure).Distinct())
    .ToLookup(p => Closure(p).Any(q => q.ReferencesOrleans));
List<Project> orleans = [.. needsOrleans[true]];
List<Project> kept = [.. needsOrleans[false]];

int passed = 0, failed = 0, skipped = 0;
List<string> complaints = [], notes = [];
DirectoryInfo temp = Directory.CreateTempSubdirectory("undercurrent-tests-");
try
{
    return Run();
}
finally
{
    temp.Delete(recursive: true);
}

int Run()
{
    // An Orleans project is left out for one reason only: packages that can't be restored. Anything else is a failure.
    string[] restoreErrors = [];
    bool leaveOut = noOrleans;
    if (!noOrleans && orleans.Count > 0)
    {
        Say($"restoring {orleans.Count} projects that need Orleans");
        (int code, string output) = Dotnet(false, "restore", WriteSolution("orleans.slnx", orleans), "--nologo", "-v", "q");
        restoreErrors = [.. Regex.Matches(output, @"error [^\[\r\n]*").Select(m => m.Value.Trim()).Distinct()];
        leaveOut = code != 0 && restoreErrors.Length > 0 && restoreErrors.All(e => e.StartsWith("error NU1", StringComparison.Ordinal));
        if (code != 0 && !leaveOut)
        {
            Console.WriteLine(output);
            Complain("the projects that need Orleans can't be restored, and not for want of a package (above)");
            return Finish();
        }
    }

    if (leaveOut)
    {
        Box(restoreErrors);
    }

    kept.AddRange(leaveOut ? [] : orleans);

    string solution = WriteSolution("kept.slnx", kept);
    if (solutionFile is not null)
    {
        (int code, string output) = Dotnet(false, "restore", solution, "--nologo", "-v", "q");
        Console.Write(output);
        File.Copy(solution, solutionFile, overwrite: true);
        return code;
    }

    Say($"building {kept.Count} projects ({configuration})");
    if (Dotnet(true, "build", solution, "-c", configuration, "--nologo", "-v", "q").Code != 0)
    {
        Complain("the build failed (above)");
        return Finish();
    }

    foreach (Project project in tests)
    {
        if (kept.Contains(project) && (chromium || !project.NeedsChromium))
        {
            RunTests(project);
        }
        else if (kept.Contains(project))
        {
            LeaveOut($"{project.Name}, the tests of the pages", "Install Chromium (Debian's package chromium), or name it: UNDERCURRENT_TEST_CHROMIUM=/path/to/chromium.");
        }
        else if (ci || wanted is not null)
        {
            Complain($"{project.Name} was left out: it needs Orleans, and {(ci ? "CI=true asks for everything" : "--projects asks for it")}");
        }
    }

    if (!postgres && tests.Any(p => kept.Contains(p) && p.NeedsPostgres))
    {
        LeaveOut("the tests of the run store in PostgreSQL",
            "Set UNDERCURRENT_TEST_POSTGRES to a superuser's connection string: \"Host=127.0.0.1;Port=5432;Username=postgres\".");
    }

    if (!axe && chromium && tests.Any(p => kept.Contains(p) && p.NeedsChromium))
    {
        LeaveOut("the rules of accessibility", "Get axe-core (npm pack axe-core, then unpack it), and name its script: UNDERCURRENT_TEST_AXE=/path/to/axe.min.js.");
    }

    if (passed + failed == 0)
    {
        Complain(filter is null ? "no test ran" : $"no test matches --filter {filter}");
    }

    return Finish();
}

void RunTests(Project project)
{
    Stopwatch watch = Stopwatch.StartNew();
    DirectoryInfo results = temp.CreateSubdirectory(project.Name);
    List<string> arguments =
    [
        "test", project.Path, "-c", configuration, "--no-build", "--nologo", "-v", "q", "--logger", "trx",
        "--results-directory", results.FullName, "--blame-hang-timeout", "5m", "--blame-hang-dump-type", "none",
    ];
    // Those that need a server or a script which is not there would all fail, with one reason.
    string? leftOut = project.NeedsPostgres && !postgres ? "FullyQualifiedName!~.Postgres." : project.NeedsChromium && !axe ? "FullyQualifiedName!~.AccessibilityTests." : null;
    if (filter is not null || leftOut is not null)
    {
        arguments.AddRange(["--filter", filter is null ? leftOut! : leftOut is null ? filter : $"({filter})&{leftOut}"]);
    }

    (int code, string output) = Dotnet(false, [.. arguments]);
    XDocument[] reports = [.. results.EnumerateFiles("*.trx", SearchOption.AllDirectories).Select(f => XDocument.Load(f.FullName))];
    List<XElement> all = [.. reports.SelectMany(r => r.Descendants()).Where(e => e.Name.LocalName == "UnitTestResult")];
    List<XElement> red = [.. all.Where(e => Outcome(e) is not ("Passed" or "NotExecuted"))];
    int green = all.Count(e => Outcome(e) == "Passed");
    int grey = all.Count(e => Outcome(e) == "NotExecuted");
    (passed, failed, skipped) = (passed + green, failed + red.Count, skipped + grey);
    Say($"{project.Name}: {green} passed, {red.Count} failed, {grey} skipped ({watch.Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)");
    foreach (XElement test in red)
    {
        complaints.Add($"{test.Attribute("testName")?.Value}\n{Text(test, "Message")}\n{Text(test, "StackTrace")}".TrimEnd());
    }

    // A filter that matches nothing in this project is fine, and writes no results.
    if (code != 0 && red.Count == 0)
    {
        Complain($"{project.Name}: dotnet test ended with exit code {code} and no failed test: a crash or a hang\n{output.Trim()}");
    }
    else if (all.Count == 0 && filter is null)
    {
        Complain($"{project.Name}: {(reports.Length == 0 ? "wrote no test results" : "has no test")}\n{output.Trim()}");
    }

    static string Outcome(XElement e) => e.Attribute("outcome")?.Value ?? "";
    static string Text(XElement e, string name) => e.Descendants().FirstOrDefault(d => d.Name.LocalName == name)?.Value.TrimEnd() ?? "";
}

void LeaveOut(string what, string remedy)
{
    notes.Add($"LEFT OUT: {what}. {remedy}");
    if (ci)
    {
        Complain($"{what}: left out, and CI=true asks for everything. {remedy}");
    }
}

void Complain(string complaint)
{
    failed++;
    complaints.Add(complaint);
}

int Finish()
{
    foreach (string complaint in complaints)
    {
        Console.WriteLine($"\nFAILED {complaint}");
    }

    notes.ForEach(note => Console.WriteLine($"\n{note}"));
    Console.WriteLine($"\n{passed} passed, {failed} failed, {skipped} skipped");
    return failed == 0 ? 0 : 1;
}

void Box(string[] restoreErrors)
{
    List<string> lines = [noOrleans ? "LEFT OUT, as --no-orleans asks:" : "LEFT OUT: the packages of Microsoft Orleans can't be restored here.", ""];
    lines.AddRange(orleans.OrderBy(p => p.Path, StringComparer.Ordinal).Select(p => $"  {Path.GetRelativePath(root, Path.GetDirectoryName(p.Path)!).Replace('\\', '/'),-28} {p.Name}"));
    if (!noOrleans)
    {
        lines.AddRange(["", "The first errors of the restore:", .. restoreErrors.Take(3).SelectMany(e => e.Chunk(108)).Select(c => $"  {new string(c)}")]);
        lines.AddRange(["", "What to do: give NuGet a source that has the versions in Directory.Packages.props", "(dotnet nuget list source shows yours), then run this again.",
            ci ? "CI=true: the rest runs, and the result is a failure." : "The rest is built and tested without them."]);
    }

    int width = lines.Max(l => l.Length);
    string edge = $"+{new string('=', width + 2)}+";
    Console.WriteLine($"\n{edge}\n{string.Join('\n', lines.Select(l => $"| {l.PadRight(width)} |"))}\n{edge}\n");
}

Dictionary<string, Project> FindProjects()
{
    Dictionary<string, Project> found = new(StringComparer.OrdinalIgnoreCase);
    foreach (string path in Directory.EnumerateFiles(root, "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
    {
        XDocument xml = XDocument.Load(path);
        bool referencesOrleans = xml.Descendants("PackageReference")
            .Any(e => e.Attribute("Include")?.Value.StartsWith("Microsoft.Orleans", StringComparison.OrdinalIgnoreCase) == true);
        string[] references = [.. xml.Descendants("ProjectReference").Select(e => Path.GetFullPath(
            e.Attribute("Include")!.Value.Replace('\\', '/'), Path.GetDirectoryName(path)!))];
        found.Add(path, new Project(path, references, referencesOrleans));
    }

    return found;
}

HashSet<Project> Closure(Project start)
{
    HashSet<Project> seen = [];
    Stack<Project> open = new([start]);
    while (open.TryPop(out Project? project))
    {
        foreach (Project next in seen.Add(project) ? project.References.Where(projects.ContainsKey).Select(r => projects[r]) : [])
        {
            open.Push(next);
        }
    }

    return seen;
}

string WriteSolution(string name, IEnumerable<Project> members)
{
    string path = Path.Combine(temp.FullName, name);
    new XElement("Solution", members.Select(p => new XElement("Project", new XAttribute("Path", p.Path)))).Save(path);
    return path;
}

(int Code, string Output) Dotnet(bool show, params string[] arguments)
{
    ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
    {
        WorkingDirectory = root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    List<string> lines = [];
    using Process process = Process.Start(start)!;
    DataReceivedEventHandler take = (_, e) =>
    {
        if (e.Data is not null)
        {
            lock (lines)
            {
                lines.Add(e.Data);
                (show ? Console.Out : TextWriter.Null).WriteLine(e.Data);
            }
        }
    };
    process.OutputDataReceived += take;
    process.ErrorDataReceived += take;
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    process.WaitForExit();
    return (process.ExitCode, string.Join('\n', lines));
}

static void Say(string text) => Console.WriteLine($"[test] {text}");

static int Refuse(string reason)
{
    Console.Error.WriteLine($"{reason}\n\n{Help}");
    return 2;
}

internal sealed record Project(string Path, string[] References, bool ReferencesOrleans)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether it has tests, in a folder Postgres, for the server that the environment names.</summary>
    public bool NeedsPostgres => IsTest && Directory.Exists(System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, "Postgres"));

    public bool NeedsChromium => IsTest && Name.Contains(".Browser.", StringComparison.Ordinal);

    public bool IsTest => Name.EndsWith(".Tests", StringComparison.Ordinal);

    public bool IsCalled(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(Name, $"Undercurrent.{name}", StringComparison.OrdinalIgnoreCase);
}
