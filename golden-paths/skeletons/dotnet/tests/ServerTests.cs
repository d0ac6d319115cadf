using System.Net;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Service.Tests;

public sealed class ServerTests : IAsyncLifetime
{
    private readonly WebApplication app = Server.Create("http://127.0.0.1:0");
    private readonly HttpClient client = new();

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task SaysThatItIsWell()
    {
        using HttpResponseMessage answer = await client.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("{\"status\":\"UP\"}", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task HasNothingAtOtherPaths()
    {
        using HttpResponseMessage answer = await client.GetAsync("/nothing");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
