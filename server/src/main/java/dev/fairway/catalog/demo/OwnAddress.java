package dev.fairway.catalog.demo;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where this server can be reached from its own machine. */
@Component
class OwnAddress {

    private final Environment environment;

    OwnAddress(Environment environment) {
        this.environment = environment;
    }

    URI uri() {
        String bound = environment.getProperty("server.address", "127.0.0.1");
        boolean anywhere = bound.equals("0.0.0.0") || bound.equals("::");
        String host = anywhere ? "127.0.0.1" : bound.contains(":") ? "[" + bound + "]" : bound;
        return URI.create("http://" + host + ":" + environment.getRequiredProperty("local.server.port"));
    }
}
