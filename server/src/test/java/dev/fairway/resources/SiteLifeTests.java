package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RecordingServer;
import dev.fairway.resources.nginx.Visitor;
import dev.fairway.shared.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** A site at an edge, from the form to its cache. */
class SiteLifeTests extends OnServers {

    @Test
    void purgesTheCacheOfASiteForItsTeamAlone() {
        try (NginxServer nginx = NginxServer.start();
                RecordingServer origin = new RecordingServer(request -> RecordingServer.Answer.of(200, "hello"));
                Visitor visitor = new Visitor(nginx.port())) {
            String edge = connect(nginx);
            String team = team();
            Api member = member(team);
            String name = unique("assets");
            String domain = name + ".example.com";
            Reply made = ended(member.post(
                    "/v1/actions/create_resource/runs", """
                    {'properties': {'type': 'cdn-site', 'name': '%s', 'team': '%s', 'environment': 'development', 'region': 'eu-edge',
                     'server': '%s', 'domain': '%s', 'origin': '%s', 'cacheMinutes': 10}}""".formatted(name, team, edge, domain, origin.url(""))));
            assertThat(state(made)).startsWith("SUCCESS");
            String id = name + "@development";
            visitor.await(domain);
            visitor.get(domain, "/logo");
            visitor.get(domain, "/logo");
            long before = asked(origin);

            Reply stranger = asked(member(team()), "purge_cache", id, "");
            Reply purged = ended(asked(member, "purge_cache", id, ""));
            visitor.get(domain, "/logo");

            assertThat(stranger.status()).isEqualTo(403);
            assertThat(state(purged)).isEqualTo("SUCCESS The cache of " + id + " is empty");
            assertThat(before).isEqualTo(1);
            assertThat(asked(origin)).isEqualTo(2);
        }
    }

    private String connect(NginxServer nginx) {
        String edge = unique("edge");
        ObjectNode body = Json.object().put("identifier", edge).put("title", "Edge");
        body.put("kind", "nginx").put("region", "eu-edge");
        body.putArray("environments").add("development");
        body.set("settings", nginx.server().settings());
        Reply connected = admin.post("/v1/resource-servers", body.toString());
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
        return edge;
    }

    private static long asked(RecordingServer origin) {
        return origin.requests().stream()
                .filter(request -> request.path().equals("/logo"))
                .count();
    }
}
