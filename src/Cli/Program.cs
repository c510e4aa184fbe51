using System.CommandLine;

return await new RootCommand("Launches, finds, follows and steers runs.").Parse(args).InvokeAsync();
