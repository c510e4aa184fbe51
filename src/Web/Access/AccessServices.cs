using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Undercurrent.Web.Hosting;

namespace Undercurrent.Web.Access;

/// <summary>Tokens, the sign-in's cookie, and the keys that sign it.</summary>
internal static class AccessServices
{
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    public static IServiceCollection AddAccess(this IServiceCollection services, WebSettings settings, WebBackend backend)
    {
        services.AddSingleton<Tokens>().AddSingleton(new FailureLimit(backend.Time));
        var protection = services.AddDataProtection().SetApplicationName("Undercurrent");
        if (settings.KeysFolder is { } folder)
        {
            protection.PersistKeysToFileSystem(OwnFolder(folder));
        }
        else
        {
            // The framework's ephemeral provider still has a service that makes a key in the user's home folder at the start.
            protection.AddKeyManagementOptions(keys =>
            {
                keys.XmlRepository = new KeysInMemory();
                keys.XmlEncryptor = new NullXmlEncryptor();
            });
        }

        // A browser sends cookies to every port of a host. Those of another server there, whose keys this one hasn't, are left alone.
        var suffix = settings.KeysFolder is null ? string.Create(CultureInfo.InvariantCulture, $"-{settings.Port}") : "";

        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "undercurrent-antiforgery" + suffix;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;

            // The policy of this server says so already, and for every answer.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddAuthentication().AddCookie(cookie =>
        {
            cookie.Cookie.Name = "undercurrent" + suffix;
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Strict;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.CookieManager = new SchemeCookies();
            cookie.ExpireTimeSpan = SessionLength;
            cookie.SlidingExpiration = true;
            cookie.TimeProvider = backend.Time;
            cookie.Events.OnValidatePrincipal = ValidateAsync;
        });
        return services;
    }

    // Who reads the keys can sign cookies.
    private static DirectoryInfo OwnFolder(string path) => OperatingSystem.IsWindows()
        ? Directory.CreateDirectory(path)
        : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

    public static void UseAccess(this IApplicationBuilder app)
    {
        app.UseMiddleware<AccessMiddleware>();
        app.UseAntiforgery();
    }

    // A token that is revoked ends the sessions that began with it.
    private static async Task ValidateAsync(CookieValidatePrincipalContext context)
    {
        var tokens = context.HttpContext.RequestServices.GetRequiredService<Tokens>();
        if (context.Principal is null || SignIn.EntryOf(context.Principal, tokens) is null)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        }
    }
}
