namespace Undercurrent.Cli.Output;

/// <summary>The form of data on standard output.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table = 0,

    /// <summary>The contract's JSON, indented.</summary>
    Json = 1,

    /// <summary>The contract's JSON, one item a line.</summary>
    Jsonl = 2,
}
