package dev.fairway.selfservice.workflows;

import dev.fairway.selfservice.forms.Form;
import dev.fairway.shared.Json;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node that asks people: a form, buttons, and the outlet that enough presses of a button lead to.
 *
 * @param buttons identifiers
 */
public record InputNode(Form form, List<String> buttons, List<Outlet> outlets, ObjectNode responders) {

    /** What is pressed where no buttons are written. */
    public static final String SUBMIT = "submit";

    /** @param needed how many people have to press the button */
    public record Outlet(String identifier, String button, int needed) {}

    public static InputNode of(Node node) {
        ObjectNode config = node.config();
        List<String> buttons = config.path("buttons")
                .valueStream()
                .map(button -> String.valueOf(Json.textAt(button, "identifier")))
                .toList();
        List<String> offered = buttons.isEmpty() ? List.of(SUBMIT) : buttons;
        List<Outlet> outlets = config.path("outlets")
                .valueStream()
                .map(outlet -> outlet(outlet, offered))
                .toList();
        ObjectNode responders = Json.object();
        for (String part : List.of("users", "roles", "teams")) {
            responders.set(part, Json.array(Json.texts(config.path("responders").get(part))));
        }
        return new InputNode(new Form(Json.objectAt(config, "userInputs")), offered, outlets, responders);
    }

    /** An outlet belongs to the button that it names, or else to the one that is called like it, or to the only one. */
    private static Outlet outlet(JsonNode written, List<String> buttons) {
        String identifier = String.valueOf(Json.textAt(written, "identifier"));
        String named = Json.textAt(written, "button");
        String button = named != null
                ? named
                : buttons.contains(identifier) || buttons.size() > 1 ? identifier : buttons.getFirst();
        return new Outlet(
                identifier, button, Math.max(1, written.path("numOfResponders").asInt(1)));
    }

    /** Those that no button leads to. */
    List<Outlet> strayOutlets() {
        return outlets.stream()
                .filter(outlet -> !buttons.contains(outlet.button()))
                .toList();
    }

    /** Whether it names those who may answer; where it does not, whoever asked for the run answers. */
    public boolean namesResponders() {
        return Set.of("users", "roles", "teams").stream()
                .anyMatch(part -> !responders.path(part).isEmpty());
    }
}
