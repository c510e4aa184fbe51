using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Undercurrent.Web.Access;
using Undercurrent.Web.Api;
using Undercurrent.Web.Pages;

namespace Undercurrent.Web.Hosting;

/// <summary>Serves the API and the pages. Dispose it before the runner.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WebServer(WebApplication app) => _app = app;

    /// <summary>Where it listens, as in <c>http://127.0.0.1:8520</c>.</summary>
    public string Url => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>Starts it.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="WebStartException">It would let in whom it should not, or the settings are wrong.</exception>
    public static Task<WebServer> StartAsync(WebSettings settings, WebBackend backend, CancellationToken cancellationToken)
    {
        WebStartCheck.Run(settings);
        return StartAsync(settings, backend, static _ => { }, cancellationToken);
    }

    /// <summary>Starts it at a port that was taken before.</summary>
    public static Task<WebServer> StartAsync(WebPort port, WebBackend backend, CancellationToken cancellationToken) =>
        StartAsync(port.Settings, backend, port.GiveTo, cancellationToken);

    private static async Task<WebServer> StartAsync(WebSettings settings, WebBackend backend, Action<IWebHostBuilder> configure, CancellationToken cancellationToken)
    {
        var app = Build(settings, backend, host =>
        {
            host.UseKestrelCore().ConfigureKestrel(kestrel => ServerLimits.Apply(kestrel, settings, backend));
            configure(host);
        });
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new WebServer(app);
    }

    /// <summary>The application, for what starts it and for tests, which give it a server of their own.</summary>
    public static WebApplication Build(WebSettings settings, WebBackend backend, Action<IWebHostBuilder> useServer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(WebServer).Assembly.GetName().Name });
        useServer(builder.WebHost);
        builder.Services.AddSingleton(settings).AddSingleton(backend).AddSingleton<ILoggerFactory>(new AccessLoggers(backend.Loggers)).AddSingleton(backend.Time).AddLogging();
        builder.Services.AddApi().AddAccess(settings, backend).AddPages();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            SecurityHeaders.Set(context);
            return next(context);
        });
        app.UseMiddleware<HeadMiddleware>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseRouting();
        app.UseMiddleware<BodyLimitMiddleware>();
        app.UseMiddleware<StorePatience>();
        app.UseAccess();
        app.MapApi();
        SignIn.Map(app);
        app.MapPages();
        return app;
    }

    /// <summary>Stops it: open event streams end.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
