using Policies;
using Samples;

return await SampleCluster.RunAsync(args, PolicyDemo.RunAsync);
