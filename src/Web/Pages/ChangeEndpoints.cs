using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Web.Access;

namespace Undercurrent.Web.Pages;

/// <summary>Maps what changes something: only for who may, and only for forms of our own pages.</summary>
internal static class ChangeEndpoints
{
    public static void MapChange(this IEndpointRouteBuilder pages, string pattern, Delegate handler) => pages.MapPost(pattern, handler)
        .WithMetadata(new NeededScope(AccessScope.Run))
        .AddEndpointFilter(CheckTokenAsync);

    private static async ValueTask<object?> CheckTokenAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.HasFormContentType && await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            return await next(context);
        }

        return await PageAnswer.ShowAsync<MessagePage>(http, Refused, StatusCodes.Status400BadRequest);
    }

    private static readonly MessageModel Refused = new(
        "Nothing was changed",
        "The form's token is missing or out of date: the server was restarted, you signed in anew, or another site sent the form.",
        "Go back, reload the page, and send the form again.");
}
