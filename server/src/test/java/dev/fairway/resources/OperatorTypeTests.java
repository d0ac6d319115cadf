package dev.fairway.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.clusters.Cluster;
import dev.fairway.clusters.ClusterAddress;
import dev.fairway.clusters.ControlPlane;
import dev.fairway.clusters.Kind;
import dev.fairway.clusters.Manifest;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Types that operators make, over a real API server. The operators are not there: what they say is simulated. */
class OperatorTypeTests extends OnServers {

    private static final Kind INSTANCE = new Kind("rds.services.k8s.aws/v1alpha1", "DBInstance");

    private ControlPlane plane;
    private String namespace;
    private String region;
    private String team;
    private Api member;

    @BeforeEach
    void connect() {
        plane = ControlPlane.get();
        namespace = plane.namespace();
        region = "region-" + namespace;
        team = team();
        member = member(team);
        ClusterAddress address = plane.address(namespace);
        Reply connected = admin.post("/v1/resource-servers", """
                {'identifier': '%s', 'title': 'Kubernetes', 'kind': 'kubernetes', 'region': '%s', 'environments': ['development'],
                 'settings': {'url': '%s', 'certificate': %s, 'token': '%s', 'namespace': '%s'}}""".formatted(
                        namespace,
                        region,
                        address.url(),
                        Json.text(String.valueOf(address.certificate())),
                        address.token(),
                        namespace));
        assertThat(connected.status()).as(connected.text()).isEqualTo(201);
        assertThat(connected.at("/server/report").has("kinds")).isFalse();
    }

    @Test
    void offersATypeOnceItsKindIsServedAndFollowsItToItsEnd() {
        assertThat(regions(member, "cache-instance")).contains(region);
        assertThat(regions(member, "aws-postgresql")).doesNotContain(region);
        assertThat(offer(member, "aws-function")).isEmpty();
        assertThat(offer(admin, "aws-function").orElseThrow().path("missing"))
                .extracting(JsonNode::stringValue)
                .contains("lambda.services.k8s.aws/v1alpha1 Function");

        plane.define("/kubernetes/aws-controllers.yaml");
        admin.post("/v1/resource-servers/%s/test".formatted(namespace), "{}");

        assertThat(regions(member, "aws-postgresql")).contains(region);

        String name = unique("ledger");
        String id = name + "@development";
        Reply made =
                ended(member.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': 'aws-postgresql', 'name': '%s', 'team': '%s', 'environment': 'development', 'region': '%s', 'server': '%s'}}""".formatted(name, team, region, namespace)));

        assertThat(state(made)).startsWith("SUCCESS " + id + " is ready");
        Manifest instance = found(name).orElseThrow();
        assertThat(instance.spec().path("publiclyAccessible").asBoolean(true)).isFalse();
        assertThat(instance.spec().path("storageEncrypted").asBoolean(false)).isTrue();
        assertThat(instance.spec().path("allocatedStorage").asInt()).isEqualTo(20);
        assertThat(resource(id).at("/resource/monthly").decimalValue()).isEqualByComparingTo("14.4");
        Credentials early = revealed(member, id, "owner");
        assertThat(early.user()).isEqualTo("app_owner");
        assertThat(early.url()).isEmpty();

        controllerSays(name, """
                {"conditions": [{"type": "ACK.ResourceSynced", "status": "False", "message": "it is being created"}]}""");
        assertThat(seen(id).at("/resource/complaint").asString())
                .contains("DBInstance %s-development: it is being created".formatted(name));

        controllerSays(name, """
                {"conditions": [{"type": "ACK.ResourceSynced", "status": "True"}], "endpoint": {"address": "ledger.rds.example.com", "port": 5432}}""");
        Reply ready = seen(id);
        assertThat(ready.at("/resource/complaint").asString("")).isEmpty();
        assertThat(ready.at("/resource/outputs/host").asString()).isEqualTo("ledger.rds.example.com");

        ended(asked(member, "change_resource", id, "'allocated': 30"));

        assertThat(found(name).orElseThrow().spec().path("allocatedStorage").asInt())
                .isEqualTo(30);
        assertThat(revealed(member, id, "owner"))
                .isEqualTo(new Credentials(
                        "app_owner",
                        early.password(),
                        "postgresql://app_owner:%s@ledger.rds.example.com:5432/app?sslmode=require"
                                .formatted(early.password())));

        plane.simulateHold(path(name), true);
        Reply deleting = ended(asked(member, "delete_resource", id, "'confirmed': '%s'".formatted(name)));

        String why = "DBInstance %s-development is being deleted by its controller".formatted(name);
        assertThat(state(deleting)).isEqualTo("SUCCESS %s; %s leaves Fairway when that is done".formatted(why, id));
        runJob("end-resources");
        assertThat(resource(id).at("/resource/state").asString()).isEqualTo("RETIRED");
        assertThat(resource(id).text()).contains(why);
        plane.simulateHold(path(name), false);
        runJob("end-resources");

        assertThat(found(name)).isEmpty();
        assertThat(resource(id).status()).isEqualTo(404);
        try (Cluster cluster = plane.open(namespace)) {
            assertThat(cluster.list(Kind.SECRET)).isEmpty();
        }
    }

    @Test
    void takesWhatComesWithFairwayAsATypeOfOnesOwn() {
        List<String> shipped = List.of(
                "mongodb",
                "aws-postgresql",
                "aws-cache",
                "aws-kafka",
                "aws-cdn",
                "aws-bucket",
                "aws-function",
                "aws-machine");
        for (String one : shipped) {
            ObjectNode type =
                    (ObjectNode) admin.get("/v1/resource-types/" + one).at("/type");
            String copy = unique("copy");
            List.of("shipped", "createdAt", "createdBy", "updatedAt", "updatedBy")
                    .forEach(type::remove);

            String body = type.put("identifier", copy).put("offered", false).toString();

            Reply made = admin.post("/v1/resource-types", body.replace("'", "\\u0027"));

            assertThat(made.status()).as(made.text()).isEqualTo(201);
            assertThat(admin.delete("/v1/resource-types/" + copy).status()).isEqualTo(200);
        }
    }

    @Test
    void refusesNeedsThatAreNoKinds() {
        ObjectNode type = (ObjectNode) admin.get("/v1/resource-types/aws-cdn").at("/type");
        type.put("identifier", unique("wrong"))
                .withArray("needs")
                .addObject()
                .put("apiVersion", "v1")
                .put("kind", "no kind");

        assertThat(admin.post("/v1/resource-types", type.toString()).text()).contains("needs.1", "no kind");
    }

    private Reply seen(String id) {
        return member.post("/v1/resources/%s/observe".formatted(id), "{}");
    }

    private void controllerSays(String name, String status) {
        plane.simulateStatus(path(name), status);
    }

    private String path(String name) {
        return "/apis/rds.services.k8s.aws/v1alpha1/namespaces/%s/dbinstances/%s-development"
                .formatted(namespace, name);
    }

    private Optional<Manifest> found(String name) {
        try (Cluster cluster = plane.open(namespace)) {
            return cluster.find(INSTANCE, name + "-development");
        }
    }

    private static List<String> regions(Api by, String type) {
        return offer(by, type).stream()
                .flatMap(offer -> offer.path("places").valueStream())
                .flatMap(place -> Json.texts(place.get("regions")).stream())
                .toList();
    }

    private static Optional<JsonNode> offer(Api by, String type) {
        return by.get("/v1/resource-offers")
                .at("/offers")
                .valueStream()
                .filter(one -> one.path("type").asString("").equals(type))
                .findFirst();
    }
}
