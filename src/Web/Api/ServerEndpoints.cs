using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Undercurrent.Web.Access;
using Undercurrent.Web.Contract;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Api;

/// <summary>What the server is, and its cluster.</summary>
internal static class ServerEndpoints
{
    private static readonly string Version =
        typeof(ServerEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/server", GetServerAsync)
            .Describe("server.get", "What a program wants to know first", "Version, engine, whether tokens are needed, what the caller may do, and whether the run store answers.");
        api.MapGet("/cluster", GetClusterAsync)
            .Needs(AccessScope.Admin)
            .Describe("cluster.get", "The silos of the cluster", "Names, states and load. In process there is none.")
            .Problems(ProblemKinds.NoCluster, ProblemKinds.ClusterUnreachable);
    }

    private static async Task<Ok<ServerJson>> GetServerAsync(ApiRequest request, WebBackend backend, WebSettings settings, CancellationToken cancellationToken)
    {
        request.Check();
        return TypedResults.Ok(new ServerJson
        {
            Version = Version,
            Name = backend.Name,
            Engine = backend.Engine,
            Authentication = settings.TokensFile is not null,
            Scopes = request.Caller.Scopes,
            StoreProblem = await backend.StoreProblem(cancellationToken),
        });
    }

    private static async Task<Ok<ClusterJson>> GetClusterAsync(ApiRequest request, WebBackend backend, CancellationToken cancellationToken)
    {
        request.Check();
        return backend.Cluster is { } cluster
            ? TypedResults.Ok(await cluster(cancellationToken))
            : throw new ProblemException(ProblemKinds.NoCluster, $"The server '{backend.Name}' runs tasks in its own process; it is no part of a cluster.");
    }
}
