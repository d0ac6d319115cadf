package service;

import java.io.IOException;

public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        Server server = Server.start(port);
        System.out.println("Listening on port " + server.port());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    }
}
