namespace Undercurrent.Silo;

/// <summary>What <c>--help</c> prints.</summary>
internal static class SiloHelp
{
    public static void Write(TextWriter output)
    {
        output.WriteLine("Hosts a silo that runs the tasks of the libraries it is given.");
        output.WriteLine();
        output.WriteLine("Usage: undercurrent-silo --tasks path/to/Library.dll [options]");
        output.WriteLine();
        foreach (var setting in SettingList.All)
        {
            output.WriteLine($"  {setting.Option + " " + setting.Value,-32} {setting.Text}");
        }

        output.WriteLine();
        output.WriteLine($"Each can also stand in {SettingList.FileName} in the current folder (\"SiloPort\": 11111), or in the environment");
        output.WriteLine($"({SettingList.EnvironmentPrefix}SiloPort=11111). The command line wins over the environment, that over the file.");
        output.WriteLine("SIGTERM or Ctrl-C drains: running actions go on for DrainSeconds, then their tokens are signalled.");
        output.WriteLine("Exit codes: 0 stopped, 1 could not start or broke, 2 wrong settings.");
    }
}
