package dev.fairway.resources.tofu;

import dev.fairway.resources.spi.ConnectionUrl;
import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.Json;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a type of resources is made by OpenTofu.
 *
 * @param module the whole of it, as one file in HCL
 * @param logins whom it makes, the one who may most first
 * @param url what clients connect with
 * @param accountVariables variables of the module that the account gives
 */
record Template(String module, List<Users> logins, ConnectionUrl url, List<String> accountVariables) {

    /** A longer text is no module, but several. */
    static final int LONGEST_MODULE = 100_000;

    /**
     * A user that the module makes.
     *
     * @param user the output with the name
     * @param password the output with the password
     */
    record Users(String role, String user, String password) {}

    static ObjectNode schema() {
        return (ObjectNode) Json.read("""
                {"properties": {
                   "module": {"type": "string", "title": "Module of OpenTofu", "multiline": true, "minLength": 1, "maxLength": 100000,
                     "description": "One file in HCL, without a backend. Variables have the names of the fields; name, id and region are given where it declares them. Outputs that are not sensitive show to everybody."},
                   "logins": {"type": "array", "title": "Users", "maxItems": 10, "items": {"type": "object"},
                     "description": "What its team signs in with: a list of {role, user, password}, the latter two names of outputs."},
                   "url": {"type": "string", "title": "What clients connect with", "maxLength": 10000,
                     "description": "jq over .outputs, .user and .password."},
                   "accountVariables": {"type": "array", "title": "Variables that the account gives", "maxItems": 100,
                     "items": {"type": "string"}}},
                 "required": ["module"]}""");
    }

    static Template of(Wanted wanted) {
        return of(wanted.template());
    }

    static Template of(ObjectNode written) {
        return new Template(
                String.valueOf(Json.textAt(written, "module")),
                written.path("logins")
                        .valueStream()
                        .map(login -> new Users(
                                String.valueOf(Json.textAt(login, "role")),
                                String.valueOf(Json.textAt(login, "user")),
                                String.valueOf(Json.textAt(login, "password"))))
                        .toList(),
                ConnectionUrl.of(written),
                Json.texts(written.get("accountVariables")));
    }

    Users login(String role) {
        return logins.stream()
                .filter(login -> login.role().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no role %s".formatted(role)));
    }
}
