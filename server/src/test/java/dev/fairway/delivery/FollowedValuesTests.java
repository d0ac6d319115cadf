package dev.fairway.delivery;

import static org.awaitility.Awaitility.await;

import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits;
import dev.fairway.delivery.contents.FileChange;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.releases.NewServices;
import dev.fairway.delivery.releases.Release;
import dev.fairway.delivery.releases.Release.Slot;
import dev.fairway.delivery.releases.Releases;
import dev.fairway.delivery.releases.Releasing;
import dev.fairway.shared.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

class FollowedValuesTests extends OnRepositories {

    private static final Duration LONG = Duration.ofSeconds(60);

    @Autowired
    Repositories repositories;

    @Autowired
    Commits commits;

    @Autowired
    NewServices services;

    @Autowired
    Releasing releasing;

    @Autowired
    Releases releases;

    @Test
    void areReleasedForAllServicesOfATeam() {
        String name = unique("many");
        List<String> all = IntStream.range(10, 32).mapToObj(at -> name + at).toList();
        all.forEach(this::released);

        commits.write(
                repositories.get(RepositoryName.of("platform", "values")),
                Commits.Place.on("main"),
                Actor.SYSTEM,
                "Change values",
                List.of(FileChange.write("teams/%s/values.yaml".formatted(team), "replicas: 3\n")));

        all.forEach(this::awaitSecond);
    }

    private void released(String service) {
        ObjectNode values = (ObjectNode) Json.read("""
                {"kind": "service", "image": {"repository": "registry.example/harbor/parcel"}, "port": 8080,
                 "health": {"path": "/health"}, "cpu": "100m", "memory": "128Mi"}""");
        services.add(service, team, null, values, Actor.SYSTEM);
        ObjectNode wanted =
                (ObjectNode) Json.read("{\"image\": {\"tag\": \"1.0\"}, \"release\": {\"version\": \"1.0\"}}");
        Slot slot = new Slot(service, "development");
        releasing.release(new Releasing.Order(
                service, slot, Release.Kind.DEPLOY, wanted, null, Map.of(), null, null, developer.email()));
    }

    private void awaitSecond(String service) {
        await().atMost(LONG)
                .until(() -> releases.newest(new Slot(service, "development"))
                        .filter(newest -> newest.number() == 2)
                        .isPresent());
    }
}
