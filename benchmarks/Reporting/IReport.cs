using Undercurrent.Benchmarks.Measuring;

namespace Undercurrent.Benchmarks.Reporting;

/// <summary>Where results go, each as soon as it is there.</summary>
internal interface IReport
{
    void Begin();

    void Add(Measurement result);
}
