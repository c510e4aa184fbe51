using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Access;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Pages;

/// <summary>The silos.</summary>
internal static class ClusterEndpoints
{
    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/cluster", ShowAsync).WithMetadata(new NeededScope(AccessScope.Admin));

    private static async Task<IResult> ShowAsync(HttpContext http, WebBackend backend) => backend.Cluster is { } cluster
        ? await PageAnswer.ShowAsync<ClusterPage>(http, await cluster(http.RequestAborted))
        : await PageAnswer.NotFoundAsync(http, new MessageModel(
            "No cluster", $"{backend.Name} runs tasks in its own process; there are no silos to show.",
            "A cluster begins with its first silo; see docs/deploy.md. To see what this host is:", Shell.Command("doctor")));
}
