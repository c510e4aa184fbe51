namespace Undercurrent.Conformance;

/// <summary>Reads the context that it is called under.</summary>
public interface IContextReader
{
    Task<string> ReadAsync();
}
