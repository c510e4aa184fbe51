using HelloWorld;
using Undercurrent;

await using var runner = LocalRunner.Create();
await HelloDemo.RunAsync(runner);
