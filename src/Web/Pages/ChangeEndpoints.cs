using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Undercurrent.Web.Access;

namespace Undercurrent.Web.Pages;

/// <summary>Maps what changes something: only for who may, and only for forms of our own pages.</summary>
internal static class ChangeEndpoints
{
    public static void MapChange(this IEndpointRouteBuilder pages, string pattern, Delegate handler) => pages.MapPost(pattern, handler)
        .WithMetadata(new NeededScope(AccessScope.Run))
        .AddEndpointFilter(CheckTokenAsync);

    private const string TokenField = "__RequestVerificationToken";

    private static async ValueTask<object?> CheckTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.HasFormContentType && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            return await next(context);
        }

        IEnumerable<KeyValuePair<string, StringValues>> fields = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : [];
        var sent = new SentForm(http.Request.Path.Value!, [.. fields.Where(field => field.Key != TokenField).SelectMany(field => field.Value, (field, value) => (field.Key, value ?? ""))]);
        return await PageAnswer.ShowAsync<StaleFormPage>(http, sent, StatusCodes.Status400BadRequest);
    }
}
