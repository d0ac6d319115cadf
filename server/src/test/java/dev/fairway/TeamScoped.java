package dev.fairway;

import dev.fairway.Api.Reply;
import dev.fairway.resources.TestServers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** One operation on what a team owns, and how to see that it was refused. */
record TeamScoped(Call call, Judge judge, Preparation preparation) {

    private static final String ENTITIES = "/v1/blueprints/{blueprint}/entities";
    private static final String IMPORT = """
            {'format': 'json', 'content': '[1]', 'mapping': {'resources': [{'blueprint': '%s', 'entity': {
             'identifier': '\\"%s\\"', 'title': '\\"After\\"', 'team': '\\"%s\\"'}}]}}""";

    /**
     * An entity called "owned".
     *
     * @param before what a reader sees of it before the operation
     * @param work an import that its owner started, or the action that is asked for
     */
    record Thing(String blueprint, String team, String before, String work) {

        static Thing of(String blueprint, String team) {
            return new Thing(blueprint, team, "", "");
        }

        String path() {
            return "/v1/blueprints/" + blueprint + "/entities/owned";
        }
    }

    interface Call {
        Reply by(Api caller, Thing thing);
    }

    interface Judge {
        boolean isRefusal(Api caller, Reply reply);
    }

    enum Preparation {
        NONE,
        DELETED,
        IMPORT_STARTED,
        /** An action on the entity, for the team that owns it. */
        ACTION_MADE,
        /** The same as a workflow. */
        WORKFLOW_MADE,
        /** A database of the team. */
        RESOURCE_MADE,
        /** A Git repository of the team, with the name of the blueprint. */
        REPOSITORY_MADE,
        /** The same with a change request. */
        CHANGE_REQUEST_MADE,
        /** A service of the team in delivery. */
        SERVICE_MADE,
        /** A repository of the team at a Git host outside. */
        EXTERNAL_REPOSITORY_MADE,
        /** Only moderators may do it, whatever team owns the entities. */
        FOR_MODERATORS
    }

    static Map<String, TeamScoped> all() {
        Map<String, TeamScoped> all = new LinkedHashMap<>();
        all.put(
                "POST /v1/deliveries",
                direct((caller, thing) ->
                        caller.post("/v1/deliveries", "{'name': 'not-mine', 'team': '%s'}".formatted(thing.team()))));
        all.put(
                "POST /v1/deliveries/{service}/releases",
                onService((caller, thing) -> caller.post(
                        "/v1/deliveries/%s/releases".formatted(thing.work()),
                        "{'environment': 'development', 'tag': '1.0'}")));
        all.put(
                "POST /v1/deliveries/{service}/values/proposals",
                onService(
                        (caller, thing) -> caller.post(
                                "/v1/deliveries/%s/values/proposals".formatted(thing.work()),
                                "{'title': 'More', 'draft': {'layer': 'SERVICE', 'environment': 'development', 'changes': {'/replicas': 5}}}")));
        all.put(
                "POST /v1/deliveries/{service}/drift/look",
                onService((caller, thing) -> caller.post(
                        "/v1/deliveries/%s/drift/look".formatted(thing.work()), "{'environment': 'development'}")));
        all.put(
                "DELETE /v1/deliveries/{service}",
                onService((caller, thing) -> caller.delete("/v1/deliveries/" + thing.work())));
        all.put(
                "POST " + ENTITIES,
                direct((caller, thing) -> caller.post(
                        "/v1/blueprints/%s/entities".formatted(thing.blueprint()),
                        "{'identifier': 'another', 'team': '%s'}".formatted(thing.team()))));
        all.put(
                "PUT " + ENTITIES + "/{identifier}",
                direct((caller, thing) ->
                        caller.put(thing.path(), "{'title': 'After', 'team': '%s'}".formatted(thing.team()))));
        all.put(
                "PATCH " + ENTITIES + "/{identifier}",
                direct((caller, thing) -> caller.patch(thing.path(), "{'title': 'After'}")));
        all.put("DELETE " + ENTITIES + "/{identifier}", direct((caller, thing) -> caller.delete(thing.path())));
        all.put(
                "POST " + ENTITIES + "/bulk",
                new TeamScoped(
                        (caller, thing) -> caller.post(
                                "/v1/blueprints/%s/entities/bulk?upsert=true&merge=true".formatted(thing.blueprint()),
                                "{'entities': [{'identifier': 'owned', 'title': 'After'}]}"),
                        (_, reply) -> reply.at("/errors/0/statusCode").asInt(0) == 403,
                        Preparation.NONE));
        all.put(
                "POST /v1/blueprints/{blueprint}/bulk/entities/delete",
                direct((caller, thing) -> caller.post(
                        "/v1/blueprints/%s/bulk/entities/delete".formatted(thing.blueprint()),
                        "{'entities': ['owned']}")));
        all.put(
                "POST " + ENTITIES + "/restore",
                new TeamScoped(
                        (caller, thing) -> caller.post(
                                "/v1/blueprints/%s/entities/restore".formatted(thing.blueprint()),
                                "{'entities': ['owned']}"),
                        (_, reply) -> reply.status() == 403,
                        Preparation.DELETED));
        all.put(
                "DELETE /v1/blueprints/{blueprint}/all-entities",
                new TeamScoped(
                        (caller, thing) -> caller.delete("/v1/blueprints/%s/all-entities".formatted(thing.blueprint())),
                        (_, reply) -> reply.status() == 403,
                        Preparation.FOR_MODERATORS));
        all.put(
                "POST /v1/imports/preview",
                new TeamScoped(
                        (caller, thing) -> caller.post(
                                "/v1/imports/preview", IMPORT.formatted(thing.blueprint(), "owned", thing.team())),
                        (_, reply) -> reply.at("/preview/refused").intValue() == 1,
                        Preparation.NONE));
        all.put(
                "POST /v1/imports",
                new TeamScoped(
                        (caller, thing) ->
                                caller.post("/v1/imports", IMPORT.formatted(thing.blueprint(), "owned", thing.team())),
                        TeamScoped::isRefusedByAnImport,
                        Preparation.NONE));
        all.put(
                "POST /v1/imports/{id}/cancel",
                new TeamScoped(
                        (caller, thing) -> caller.post("/v1/imports/%s/cancel".formatted(thing.work()), "{}"),
                        (_, reply) -> reply.status() == 403,
                        Preparation.IMPORT_STARTED));
        all.put(
                "POST /v1/actions/{action}/runs",
                new TeamScoped(
                        (caller, thing) -> caller.post(
                                "/v1/actions/%s/runs".formatted(thing.work()), "{'entity': 'owned', 'properties': {}}"),
                        (_, reply) -> reply.status() == 403,
                        Preparation.ACTION_MADE));
        all.put(
                "POST /v1/actions/{action}/preview",
                new TeamScoped(
                        (caller, thing) -> caller.post(
                                "/v1/actions/%s/preview".formatted(thing.work()),
                                "{'entity': 'owned', 'properties': {}}"),
                        (_, reply) -> reply.status() == 403,
                        Preparation.ACTION_MADE));
        all.put(
                "POST /v1/workflows/{workflow}/runs",
                new TeamScoped(
                        (caller, thing) -> caller.post(
                                "/v1/workflows/%s/runs".formatted(thing.work()), "{'entity': 'owned', 'inputs': {}}"),
                        (_, reply) -> reply.status() == 403,
                        Preparation.WORKFLOW_MADE));
        all.put(
                "POST /v1/resources/{resource}/observe",
                onResource((caller, thing) -> caller.post("/v1/resources/%s/observe".formatted(thing.work()), "{}")));
        all.put(
                "POST /v1/resources/{resource}/reveal",
                onResource((caller, thing) ->
                        caller.post("/v1/resources/%s/reveal".formatted(thing.work()), "{'role': 'owner'}")));
        all.put(
                "POST /v1/repositories",
                direct((caller, thing) ->
                        caller.post("/v1/repositories", "{'owner': '%s', 'name': 'another'}".formatted(thing.team()))));
        all.put(
                "PATCH /v1/repositories/{owner}/{name}",
                onRepository((caller, thing) -> caller.patch(thing.work(), "{'description': 'After'}")));
        all.put(
                "DELETE /v1/repositories/{owner}/{name}",
                onRepository((caller, thing) -> caller.delete(thing.work() + "?confirm=" + thing.blueprint())));
        all.put(
                "DELETE /v1/repositories/{owner}/{name}/branches",
                onRepository((caller, thing) -> caller.delete(thing.work() + "/branches?branch=nothing")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/commits",
                onRepository((caller, thing) -> caller.post(
                        thing.work() + "/commits",
                        "{'message': 'After', 'files': [{'path': 'a.txt', 'content': 'after'}]}")));
        String pipeline = "/pipelines/00000000-0000-0000-0000-000000000000";
        all.put(
                "POST /v1/repositories/{owner}/{name}/pipelines",
                onRepository((caller, thing) -> caller.post(thing.work() + "/pipelines", "{}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/pipelines/{pipeline}/cancel",
                onRepository((caller, thing) -> caller.post(thing.work() + pipeline + "/cancel", "{}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/pipelines/{pipeline}/retry",
                onRepository((caller, thing) -> caller.post(thing.work() + pipeline + "/retry", "{}")));
        all.put(
                "PUT /v1/repositories/{owner}/{name}/commits/{commit}/test-reports/{report}",
                onRepository((caller, thing) ->
                        caller.put(thing.work() + "/commits/%s/test-reports/unit".formatted("0".repeat(40)), "{}")));
        all.put(
                "PUT /v1/repositories/{owner}/{name}/commits/{commit}/builds/{build}",
                onRepository((caller, thing) ->
                        caller.put(thing.work() + "/commits/%s/builds/image".formatted("0".repeat(40)), "{}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/golden-path/update",
                onRepository((caller, thing) -> caller.post(thing.work() + "/golden-path/update", "{}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/golden-path/pipeline/propose",
                onRepository((caller, thing) -> caller.post(thing.work() + "/golden-path/pipeline/propose", "{}")));
        all.put(
                "PUT /v1/external-repositories/{id}/commits/{commit}/test-reports/{report}",
                onExternalRepository((caller, thing) ->
                        caller.put(thing.work() + "/commits/%s/test-reports/unit".formatted("0".repeat(40)), "{}")));
        all.put(
                "PUT /v1/external-repositories/{id}/commits/{commit}/builds/{build}",
                onExternalRepository((caller, thing) ->
                        caller.put(thing.work() + "/commits/%s/builds/image".formatted("0".repeat(40)), "{}")));
        all.put(
                "POST /v1/external-repositories/{id}/golden-path/update",
                onExternalRepository((caller, thing) -> caller.post(thing.work() + "/golden-path/update", "{}")));
        all.put(
                "POST /v1/external-repositories/{id}/golden-path/pipeline/propose",
                onExternalRepository(
                        (caller, thing) -> caller.post(thing.work() + "/golden-path/pipeline/propose", "{}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/rename",
                onRepository((caller, thing) -> caller.post(thing.work() + "/rename", "{'name': 'renamed'}")));
        String webhook = "/webhooks/00000000-0000-0000-0000-000000000000";
        all.put(
                "GET /v1/repositories/{owner}/{name}/webhooks",
                onRepository((caller, thing) -> caller.get(thing.work() + "/webhooks")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/webhooks",
                onRepository((caller, thing) ->
                        caller.post(thing.work() + "/webhooks", "{'url': 'https://example.com', 'events': ['PUSH']}")));
        all.put(
                "DELETE /v1/repositories/{owner}/{name}/webhooks/{id}",
                onRepository((caller, thing) -> caller.delete(thing.work() + webhook)));
        all.put(
                "GET /v1/repositories/{owner}/{name}/webhooks/{id}/deliveries",
                onRepository((caller, thing) -> caller.get(thing.work() + webhook + "/deliveries")));
        all.put(
                "PATCH /v1/repositories/{owner}/{name}/webhooks/{id}",
                onRepository((caller, thing) -> caller.patch(thing.work() + webhook, "{'active': false}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/webhooks/{id}/test",
                onRepository((caller, thing) -> caller.post(thing.work() + webhook + "/test", "{}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/webhooks/{id}/deliveries/{delivery}/again",
                onRepository((caller, thing) -> caller.post(
                        thing.work() + webhook + "/deliveries/00000000-0000-0000-0000-000000000000/again", "{}")));
        all.put(
                "POST /v1/repositories/{owner}/{name}/change-requests/{number}/merge",
                onChangeRequest((caller, thing) -> caller.post(thing.work() + "/merge", "{}")));
        all.put(
                "PUT /v1/repositories/{owner}/{name}/change-requests/{number}/bot-comments/{key}",
                onChangeRequest(
                        (caller, thing) -> caller.put(thing.work() + "/bot-comments/tests", "{'body': 'After'}")));
        all.put(
                "PUT /v1/repositories/{owner}/{name}/change-requests/{number}/checks/{check}",
                onChangeRequest((caller, thing) -> caller.put(thing.work() + "/checks/test", "{'state': 'SUCCESS'}")));
        String preview = "/v1/repositories/{owner}/{name}/change-requests/{number}/preview";
        all.put("POST " + preview, onChangeRequest((caller, thing) -> caller.post(thing.work() + "/preview", "{}")));
        all.put(
                "POST " + preview + "/extend",
                onChangeRequest((caller, thing) -> caller.post(thing.work() + "/preview/extend", "{}")));
        all.put("DELETE " + preview, onChangeRequest((caller, thing) -> caller.delete(thing.work() + "/preview")));
        String outside = "/v1/external-repositories/{id}/change-requests/{number}/preview";
        String first = "/change-requests/1/preview";
        all.put("POST " + outside, onExternalRepository((caller, thing) -> caller.post(thing.work() + first, "{}")));
        all.put(
                "POST " + outside + "/extend",
                onExternalRepository((caller, thing) -> caller.post(thing.work() + first + "/extend", "{}")));
        all.put("DELETE " + outside, onExternalRepository((caller, thing) -> caller.delete(thing.work() + first)));
        return all;
    }

    private static TeamScoped onChangeRequest(Call call) {
        return new TeamScoped(call, (_, reply) -> reply.status() == 403, Preparation.CHANGE_REQUEST_MADE);
    }

    private static TeamScoped onRepository(Call call) {
        return new TeamScoped(call, (_, reply) -> reply.status() == 403, Preparation.REPOSITORY_MADE);
    }

    private static TeamScoped onService(Call call) {
        return new TeamScoped(call, (_, reply) -> reply.status() == 403, Preparation.SERVICE_MADE);
    }

    private static TeamScoped onExternalRepository(Call call) {
        return new TeamScoped(call, (_, reply) -> reply.status() == 403, Preparation.EXTERNAL_REPOSITORY_MADE);
    }

    private static TeamScoped onResource(Call call) {
        return new TeamScoped(call, (_, reply) -> reply.status() == 403, Preparation.RESOURCE_MADE);
    }

    private static TeamScoped direct(Call call) {
        return new TeamScoped(call, (_, reply) -> reply.status() == 403, Preparation.NONE);
    }

    private static boolean isRefusedByAnImport(Api caller, Reply started) {
        Reply ended = Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(
                        () -> caller.get(
                                "/v1/imports/" + started.at("/import/id").stringValue()),
                        reply -> reply.at("/import/status").stringValue().equals("COMPLETED"));
        return ended.at("/import/refused").intValue() == 1;
    }

    /** @param owner somebody of the team that owns the thing */
    Thing prepared(Api admin, Api owner, Thing thing) {
        if (preparation == Preparation.DELETED) {
            admin.delete(thing.path());
        }
        String work = switch (preparation) {
            case IMPORT_STARTED ->
                owner.post("/v1/imports", IMPORT.formatted(thing.blueprint(), "imported", thing.team()))
                        .at("/import/id")
                        .stringValue();
            case ACTION_MADE -> actionOnOwned(admin, thing);
            case WORKFLOW_MADE -> workflowOnOwned(admin, thing);
            case RESOURCE_MADE -> resourceOf(admin, owner, thing);
            case REPOSITORY_MADE -> repositoryOf(owner, thing);
            case CHANGE_REQUEST_MADE -> changeRequestOf(owner, thing);
            case SERVICE_MADE -> serviceOf(owner, thing);
            case EXTERNAL_REPOSITORY_MADE -> externalRepositoryOf(admin, thing);
            default -> "";
        };
        return new Thing(
                thing.blueprint(), thing.team(), admin.get(thing.path()).text(), work);
    }

    private static String serviceOf(Api owner, Thing thing) {
        String name = thing.blueprint().replaceAll("[^a-z0-9-]", "");
        owner.post("/v1/deliveries", "{'name': '%s', 'team': '%s'}".formatted(name, thing.team()));
        return name;
    }

    private static String actionOnOwned(Api admin, Thing thing) {
        String action = "action-" + thing.blueprint();
        admin.post("/v1/actions", """
                {'identifier': '%1$s', 'trigger': {'type': 'self-service', 'operation': 'DAY-2', 'blueprintIdentifier': '%2$s'},
                 'invocationMethod': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%2$s', 'mapping': {
                   'identifier': 'owned', 'title': 'After'}}}""".formatted(action, thing.blueprint()));
        admin.patch("/v1/actions/%s/permissions".formatted(action), "{'execute': {'roles': [], 'ownedByTeam': true}}");
        return action;
    }

    private static String workflowOnOwned(Api admin, Thing thing) {
        String workflow = "workflow-" + thing.blueprint();
        admin.post("/v1/workflows", """
                {'identifier': '%1$s', 'nodes': [
                  {'identifier': 'ask', 'config': {'type': 'SELF_SERVE_TRIGGER', 'permissions': {'ownedByTeam': true},
                    'contexts': [{'on': 'ENTITY', 'blueprintIdentifier': '%2$s'}]}},
                  {'identifier': 'write', 'config': {'type': 'UPSERT_ENTITY', 'blueprintIdentifier': '%2$s', 'mapping': {
                    'identifier': 'owned', 'title': 'After'}}}],
                 'connections': [{'sourceIdentifier': 'ask', 'targetIdentifier': 'write'}]}
                """.formatted(workflow, thing.blueprint()));
        return workflow;
    }

    private static String resourceOf(Api admin, Api owner, Thing thing) {
        TestServers.connectPostgres(admin);
        String name = thing.blueprint();
        owner.post("/v1/actions/create_resource/runs", """
                {'properties': {'type': 'postgresql', 'name': '%s', 'team': '%s', 'environment': 'development'}}""".formatted(name, thing.team()));
        String resource = name + "@development";
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin.get("/v1/resources/" + resource)
                        .at("/resource/state")
                        .asString("")
                        .equals("READY"));
        return resource;
    }

    private static String repositoryOf(Api owner, Thing thing) {
        owner.post("/v1/repositories", "{'owner': '%s', 'name': '%s'}".formatted(thing.team(), thing.blueprint()));
        return "/v1/repositories/%s/%s".formatted(thing.team(), thing.blueprint());
    }

    private static String changeRequestOf(Api owner, Thing thing) {
        String repository = repositoryOf(owner, thing);
        owner.post(repository + "/commits", "{'message': 'Begin', 'files': [{'path': 'a.txt', 'content': 'before'}]}");
        owner.post(repository + "/commits", """
                {'branch': 'after', 'from': 'main', 'message': 'Change',
                 'files': [{'path': 'a.txt', 'content': 'after'}]}""");
        owner.post(repository + "/change-requests", "{'title': 'After', 'source': 'after'}");
        return repository + "/change-requests/1";
    }

    private static String externalRepositoryOf(Api admin, Thing thing) {
        Forge.answer(request -> RecordingServer.Answer.of(request.path().contains("/git/") ? 404 : 200, """
                {"login": "fairway-bot", "id": 7, "full_name": "acme/parcel", "default_branch": "main",
                 "html_url": "https://github.example.com/acme/parcel"}"""));
        admin.put(
                "/v1/git-hosts/forge",
                "{'kind': 'GITHUB', 'url': '%s', 'token': 'only-for-tests'}".formatted(Forge.url()));
        Reply added = admin.post(
                "/v1/external-repositories",
                "{'host': 'forge', 'path': 'acme/parcel', 'team': '%s'}".formatted(thing.team()));
        if (added.status() != 200) {
            throw new IllegalStateException(added.text());
        }
        return "/v1/external-repositories/" + added.at("/repository/id").stringValue();
    }

    boolean isForModerators() {
        return preparation == Preparation.FOR_MODERATORS;
    }

    boolean isRefused(Api caller, Thing thing) {
        return judge.isRefusal(caller, call.by(caller, thing));
    }
}
