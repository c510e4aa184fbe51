namespace Undercurrent.Web.Support;

/// <summary>The tasks of these tests.</summary>
public static class Library
{
    public static readonly TaskEnvironment Env = new("web_tests");

    public static readonly TaskDefinition<string, string> Echo = Env.Task(async (string text) =>
    {
        await TaskContext.Current.ReportAsync($"echo {text}");
        return text;
    });

    public static readonly TaskDefinition<string> Region = Env.Task(() => Task.FromResult(CustomContext.Current.TryGetValue("region", out var region) ? region : "none"));

    public static readonly TaskDefinition<int, int, int> Add = Env.Task((int left, int right) => Task.FromResult(left + right));

    public static readonly TaskDefinition<int, int> Half = Env.Task((int number) =>
        number % 2 == 0 ? Task.FromResult(number / 2) : Task.FromException<int>(new ArgumentException($"{number} is odd: connection refused")));

    public static readonly TaskDefinition<int, string> Fan = Env.Task(async (int count) =>
    {
        var answers = new List<string>();
        for (var index = 0; index < count; index++)
        {
            using (CustomContext.BeginScope(("region", index % 2 == 0 ? "eu" : "us")))
            {
                answers.Add(await Region.Run());
            }
        }

        using (CustomContext.BeginScope(CustomContext.Without("region")))
        {
            answers.Add(await Region.Run());
        }

        return string.Join(',', answers);
    });

    public static readonly TaskDefinition<int, int> Halves = Env.Task(async (int count) =>
    {
        var failed = 0;
        for (var number = 0; number < count; number++)
        {
            try
            {
                await Half.Run(number);
            }
            catch (TaskFailedException)
            {
                failed++;
            }
        }

        return failed;
    });

    public static readonly TaskDefinition<string> Waits = Env.Task(async () => await TaskContext.Current.WaitForAsync<string>("approval"));

    public static readonly TaskDefinition<string> Parent = Env.Task(async () => await Waits.Run());
}
