package dev.fairway.catalog.blueprints;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.NotFound;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The blueprints that exist in every installation. They can be added to; what is built in stays. */
@Component
@Order(0)
public class SystemBlueprints implements ApplicationRunner {

    public static final String USER = "_user";
    public static final String TEAM = "_team";

    private static final Map<String, ObjectNode> STRUCTURES = structures();

    private final Blueprints blueprints;

    SystemBlueprints(Blueprints blueprints) {
        this.blueprints = blueprints;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        STRUCTURES.forEach((identifier, structure) -> {
            if (blueprints.find(identifier).isEmpty()) {
                blueprints.createSystem(structure.deepCopy());
            }
        });
    }

    /** The part of a system blueprint that nobody can remove. */
    static ObjectNode structureOf(String identifier) {
        ObjectNode structure = STRUCTURES.get(identifier);
        if (structure == null) {
            throw new NotFound("system blueprint", "identifier", identifier);
        }
        return structure.deepCopy();
    }

    static void keepBuiltIn(Blueprint blueprint, ObjectNode definition) {
        ObjectNode structure = STRUCTURES.get(blueprint.identifier());
        if (!blueprint.key().system() || structure == null) {
            return;
        }
        List<Problem> problems = new ArrayList<>();
        missing(structure, definition, "relations", problems);
        missing(Json.objectAt(structure, "schema"), Json.objectAt(definition, "schema"), "properties", problems);
        InvalidInput.check(problems);
    }

    private static void missing(ObjectNode structure, ObjectNode definition, String section, List<Problem> problems) {
        ObjectNode kept = Json.objectAt(definition, section);
        Json.fields(Json.objectAt(structure, section)).keySet().stream()
                .filter(name -> !kept.has(name))
                .forEach(name -> problems.add(new Problem(section + "." + name, "is built in and cannot be removed")));
    }

    private static Map<String, ObjectNode> structures() {
        Map<String, ObjectNode> structures = new LinkedHashMap<>();
        structures.put(TEAM, (ObjectNode) Json.read("""
                {"identifier": "_team", "title": "Team", "icon": "Team",
                 "description": "Who owns things. Kept in step with the teams of the organisation.",
                 "schema": {"properties": {
                   "description": {"type": "string", "title": "Description"}}, "required": []},
                 "mirrorProperties": {}, "calculationProperties": {}, "aggregationProperties": {}, "relations": {}}
                """));
        structures.put(USER, (ObjectNode) Json.read("""
                {"identifier": "_user", "title": "User", "icon": "User",
                 "description": "The people of the organisation. Kept in step with who may sign in.",
                 "schema": {"properties": {
                   "status": {"type": "string", "title": "Status", "enum": ["ACTIVE", "INVITED", "DISABLED"],
                     "enumColors": {"ACTIVE": "green", "INVITED": "yellow", "DISABLED": "lightGray"}},
                   "roles": {"type": "array", "title": "Roles", "items": {"type": "string"}}}, "required": []},
                 "mirrorProperties": {}, "calculationProperties": {}, "aggregationProperties": {},
                 "relations": {"teams": {"title": "Teams", "target": "_team", "required": false, "many": true}}}
                """));
        return structures;
    }
}
