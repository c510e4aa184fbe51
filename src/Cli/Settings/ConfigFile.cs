using System.Text.Json;
using System.Text.Json.Serialization;
using Undercurrent.Cli.Errors;

namespace Undercurrent.Cli.Settings;

/// <summary>The file of profiles. It may hold tokens, so only its owner may read it.</summary>
internal sealed class ConfigFile(string path)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
    };

    public string Path => path;

    /// <summary>The user's: <c>undercurrent/config.json</c> in the folder for configuration (<c>XDG_CONFIG_HOME</c>, <c>%APPDATA%</c>).</summary>
    public static ConfigFile OfUser() => new(System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "undercurrent", "config.json"));

    /// <summary>What it holds; nothing when it isn't there.</summary>
    /// <exception cref="CommandException">It can't be read.</exception>
    public ConfigData Read()
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<ConfigData>(File.ReadAllText(path), Json) ?? ConfigData.Empty : ConfigData.Empty;
        }
        catch (JsonException exception)
        {
            // The exception's own message may quote a token.
            throw CommandException.Usage(
                $"The configuration file {path} is no valid JSON of profiles: line {exception.LineNumber + 1}, at {exception.Path ?? "its beginning"}.",
                "Mend it, or remove it and make the profiles anew: undercurrent config set NAME --server URL");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"The configuration file {path} can't be read: {exception.Message}");
        }
    }

    /// <summary>Replaces it as a whole.</summary>
    /// <exception cref="CommandException">It can't be written.</exception>
    public void Write(ConfigData data)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            var fresh = $"{path}.{Environment.ProcessId}";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = Private;
            }

            using (var stream = new FileStream(fresh, options))
            {
                JsonSerializer.Serialize(stream, data, Json);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"The configuration file {path} can't be written: {exception.Message}");
        }
    }

    /// <summary>Whether others than its owner may read it; always false on Windows, where the user's folder sees to that.</summary>
    public bool IsOpenToOthers() => !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & ~Private) != 0;
}
