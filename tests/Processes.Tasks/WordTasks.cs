using WordLibrary = Undercurrent.Processes.Words.Words;

namespace Undercurrent.Processes.Tasks;

/// <summary>Needs a library of its own.</summary>
public static class WordTasks
{
    public static readonly TaskEnvironment Env = new("words");

    /// <summary>Joins words, and tells from which file the library that does it was loaded.</summary>
    public static readonly TaskDefinition<string[], string[]> Sentence = Env.Task(async (string[] words) =>
    {
        await TaskContext.Current.ReportAsync($"{words.Length} words");
        return new[] { WordLibrary.Join(words), typeof(WordLibrary).Assembly.Location };
    });
}
