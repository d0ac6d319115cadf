package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api;
import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTests extends RunningFairway {

    @Test
    void keepsWidgetsAsTheyWereSent() {
        String widgets = "[{\"id\":\"w\",\"anything\":{\"n\":1.50,\"list\":[]}}]";
        Reply made =
                admin.post("/v1/pages", "{'type': 'dashboard', 'title': 'Mine', 'widgets': %s}".formatted(widgets));

        Reply read = admin.get("/v1/pages/" + made.at("/identifier").stringValue());

        assertThat(read.at("/page/widgets").toString()).isEqualTo(widgets);
    }

    @Test
    void hasAHomeThatCannotBeDeleted() {
        assertThat(admin.put("/v1/pages/$home", "{'type': 'home', 'title': 'Welcome'}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get("/v1/pages/$home").at("/page/title").stringValue()).isEqualTo("Welcome");
        assertThat(admin.delete("/v1/pages/$home").status()).isEqualTo(409);
    }

    @Test
    void showsAPrivateViewToItsOwnerOnly() {
        String blueprint = blueprint("'title': 'Viewed'");
        Api owner = member();
        Reply view = owner.post(
                "/v1/pages",
                "{'type': 'blueprint-entities', 'blueprint': '%1$s', 'parent': '%1$s', 'title': 'Mine', 'visibility': 'private'}"
                        .formatted(blueprint));
        String path = "/v1/pages/" + view.at("/identifier").stringValue();

        assertThat(owner.get(path).status()).isEqualTo(200);
        assertThat(member().get(path).status()).isEqualTo(404);
        assertThat(owner.delete(path).status()).isEqualTo(200);
    }

    @Test
    void letsMembersChangeNoPageOfOthers() {
        String blueprint = blueprint("'title': 'Viewed'");

        assertThat(member().patch("/v1/pages/" + blueprint, "{'title': 'Hijacked'}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keepsWhereAFolderStands() {
        String folder = unique("folder");
        admin.post(
                "/v1/sidebars/catalog/folders",
                "{'identifier': '%s', 'title': 'Things', 'parent': 'p', 'after': 'a'}".formatted(folder));

        Reply sidebar = admin.get("/v1/sidebars/catalog");

        assertThat(sidebar.text())
                .contains(
                        "{\"identifier\":\"%s\",\"title\":\"Things\",\"sidebar\":\"catalog\",\"after\":\"a\",\"parent\":\"p\",\"sidebarType\":\"folder\"}"
                                .formatted(folder));
        assertThat(admin.delete("/v1/sidebars/catalog/folders/" + folder).status())
                .isEqualTo(200);
        assertThat(admin.get("/v1/sidebars/catalog").text()).doesNotContain(folder);
    }

    @Test
    void isADashboardWhenNobodySaysWhatItIs() {
        Reply made = admin.post("/v1/pages", "{'identifier': '%s', 'title': 'Plain'}".formatted(unique("plain")));
        Reply home = admin.put("/v1/pages/$home", "{'title': 'Welcome'}");

        assertThat(admin.get("/v1/pages/" + made.at("/identifier").stringValue())
                        .at("/page/type")
                        .stringValue())
                .isEqualTo("dashboard");
        assertThat(home.at("/page/type").stringValue()).isEqualTo("home");
    }

    @Test
    void hidesAPageFromThoseWhoMayNotReadIt() {
        String path = dashboard();
        assertThat(member().get(path).status()).isEqualTo(200);

        admin.patch(path + "/permissions", "{'read': {'roles': ['Admin'], 'users': [], 'teams': []}}");

        assertThat(member().get(path).status()).isEqualTo(404);
        assertThat(member().get("/v1/pages").text()).doesNotContain(path.substring("/v1/pages/".length()));
        assertThat(admin.get(path).status()).isEqualTo(200);
    }

    @Test
    void namesThePermissionThatIsNone() {
        String path = dashboard() + "/permissions";

        assertThat(admin.patch(path, "{'read': 'everybody'}").text())
                .contains("read")
                .contains("is no permission");
        assertThat(admin.patch(path, "{'write': {}}").text()).contains("write").contains("is no permission");
        assertThat(admin.patch(path, "{'read': {'team': ['a']}}").text()).contains("read.team");
        assertThat(admin.patch(path, "{'read': {'teams': 'a'}}").text()).contains("read.teams");
    }

    @Test
    void tellsTheAuditLogWhoMayReadAPage() {
        String path = dashboard();

        admin.patch(path + "/permissions", "{'read': {'roles': ['Admin']}}");

        Reply log = admin.get("/v1/audit-log?resources=page-permissions&limit=1");
        assertThat(log.at("/audits/0/diff/after/read/roles").toString()).isEqualTo("[\"Admin\"]");
        assertThat(log.at("/audits/0/diff/before/read/roles").toString()).contains("Member");
    }

    @Test
    void putsNoFolderInsideItself() {
        String outer = folder(null);
        String inner = folder(outer);

        Reply refused = admin.patch("/v1/sidebars/catalog/folders/" + outer, "{'parent': '%s'}".formatted(inner));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("inside the folder itself");
    }

    @Test
    void tellsTheAuditLogOfFolders() {
        String folder = folder(null);

        admin.patch("/v1/sidebars/catalog/folders/" + folder, "{'title': 'Renamed'}");

        Reply log = admin.get("/v1/audit-log?resources=folder&limit=1");
        assertThat(log.at("/audits/0/diff/before/title").stringValue()).isEqualTo(folder);
        assertThat(log.at("/audits/0/diff/after/title").stringValue()).isEqualTo("Renamed");
    }

    private String dashboard() {
        Reply made = admin.post(
                "/v1/pages", "{'identifier': '%s', 'type': 'dashboard', 'title': 'Ours'}".formatted(unique("page")));
        return "/v1/pages/" + made.at("/identifier").stringValue();
    }

    private String folder(@Nullable String parent) {
        String identifier = unique("folder");
        String place = parent == null ? "" : ", 'parent': '%s'".formatted(parent);
        admin.post(
                "/v1/sidebars/catalog/folders",
                "{'identifier': '%1$s', 'title': '%1$s'%2$s}".formatted(identifier, place));
        return identifier;
    }
}
