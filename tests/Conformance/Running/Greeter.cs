namespace Undercurrent.Conformance;

/// <summary>A service of the host, for constructors of task classes.</summary>
public sealed class Greeter(string word)
{
    public string Greet(string name) => $"{word}, {name}";
}
