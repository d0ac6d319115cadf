using Service;

string port = Environment.GetEnvironmentVariable("PORT") ?? "8080";
await using WebApplication app = Server.Create($"http://0.0.0.0:{port}");
await app.RunAsync();
