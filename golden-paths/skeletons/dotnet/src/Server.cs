namespace Service;

/// <summary>Answers over HTTP.</summary>
public static class Server
{
    private const string Name = "skeleton-service";

    /// <param name="address">where it listens; with port 0 on any that is free</param>
    public static WebApplication Create(string address)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(address);
        WebApplication app = builder.Build();
        app.MapGet("/health", () => Results.Json(new { status = "UP" }));
        app.MapGet("/", () => Results.Json(new { service = Name }));
        app.MapFallback(() => Results.Json(new { message = "There is nothing here" }, statusCode: 404));
        return app;
    }
}
