using HelloWorld;
using Samples;

return await SampleCluster.RunAsync(args, HelloDemo.RunAsync);
