package dev.fairway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.access.Permission;
import dev.fairway.access.Permission.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A walk over the description of the API: nobody does more than they may. A new operation is walked without being named. */
class AuthorisationTests extends RunningFairway {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** The only operations that need no sign-in. */
    private static final Set<String> WITHOUT_SIGN_IN = Set.of(
            "POST /v1/approval-links/open",
            "POST /v1/approval-links/decide",
            "POST /v1/auth/access_token",
            "POST /v1/auth/session",
            "POST /v1/git-hosts/{host}/webhook");

    /** An operation and an address of it in which nothing is there. */
    private record Operation(String method, String path, Scope scope) {

        String name() {
            return method + " " + path;
        }

        Api.Reply sentBy(Api caller) {
            String url = path.replaceAll("\\{id}", "00000000-0000-0000-0000-000000000000")
                    .replaceAll("\\{\\w+}", "nothing");
            boolean hasBody = !method.equals("GET") && !method.equals("DELETE");
            return caller.call(method, url, hasBody ? "{}" : null);
        }
    }

    @Test
    void hasOneListOfOperationsWithoutSignIn() {
        assertThat(namesOf(Scope.PUBLIC)).isEqualTo(WITHOUT_SIGN_IN);
    }

    @Test
    void refusesAnonymousCallersEverywhere() {
        List<Operation> operations = operations();
        assertThat(operations).hasSizeGreaterThan(80);
        for (Operation operation : operations) {
            if (operation.scope() != Scope.PUBLIC) {
                assertThat(operation.sentBy(anonymous).status())
                        .as(operation.name())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void refusesMembersWhatIsForAdministrators() {
        Api member = member();
        List<Operation> reserved = operations().stream()
                .filter(operation -> operation.scope() == Scope.ADMINISTRATORS)
                .toList();
        assertThat(reserved).hasSizeGreaterThan(20);
        for (Operation operation : reserved) {
            assertThat(operation.sentBy(member).status()).as(operation.name()).isEqualTo(403);
            assertThat(operation.sentBy(admin).status()).as(operation.name()).isNotEqualTo(403);
        }
    }

    @Test
    void refusesAnotherTeamWhatATeamOwns() {
        Map<String, TeamScoped> walk = TeamScoped.all();
        assertThat(walk.keySet()).isEqualTo(namesOf(Scope.TEAM));
        String owners = team();
        Api owner = member(owners);
        Api other = member(team());
        walk.forEach((name, operation) -> {
            TeamScoped.Thing refused = owned(owners, owner, operation);
            assertThat(operation.isRefused(other, refused))
                    .as("%s by another team", name)
                    .isTrue();
            assertThat(admin.get(refused.path()).text()).as("after %s", name).isEqualTo(refused.before());
            TeamScoped.Thing allowed = owned(owners, owner, operation);
            Api entitled = operation.isForModerators() ? admin : owner;
            assertThat(operation.isRefused(entitled, allowed))
                    .as("%s by its team", name)
                    .isFalse();
        });
    }

    private String team() {
        String name = unique("team");
        admin.post("/v1/teams", "{'name': '%s'}".formatted(name));
        return name;
    }

    /** An entity of a blueprint whose entities are written by the team that owns them. */
    private TeamScoped.Thing owned(String team, Api owner, TeamScoped operation) {
        String blueprint = blueprint("'title': 'Owned'");
        admin.patch("/v1/blueprints/" + blueprint + "/permissions", """
                {'entities': {'register': {'ownedByTeam': true}, 'update': {'ownedByTeam': true},
                              'unregister': {'ownedByTeam': true}}}""");
        admin.post(entities(blueprint), "{'identifier': 'owned', 'title': 'Before', 'team': '%s'}".formatted(team));
        return operation.prepared(admin, owner, TeamScoped.Thing.of(blueprint, team));
    }

    private Set<String> namesOf(Scope scope) {
        return operations().stream()
                .filter(operation -> operation.scope() == scope)
                .map(Operation::name)
                .collect(Collectors.toSet());
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        anonymous
                .get("/v3/api-docs")
                .at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey()) && path.getKey().startsWith("/v1/")) {
                        operations.add(operation(method.getKey(), path.getKey(), method.getValue()));
                    }
                }));
        return operations;
    }

    private static Operation operation(String method, String path, JsonNode description) {
        Permission permission =
                Permission.valueOf(description.get(PermissionInDescription.KEY).stringValue());
        return new Operation(method.toUpperCase(Locale.ROOT), path, permission.scope());
    }
}
