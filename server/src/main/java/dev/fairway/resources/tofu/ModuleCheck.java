package dev.fairway.resources.tofu;

import dev.fairway.resources.tofu.Outline.Block;
import dev.fairway.shared.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether a module is one that resources can be made by, as far as its text tells. */
final class ModuleCheck {

    /** Variables that every module may declare. */
    static final Set<String> GIVEN = Set.of("name", "id", "region");

    private static final String MODULE = "template.module";
    private static final Set<String> SETTINGS_OF_OURS = Set.of("backend", "cloud", "encryption");
    private static final Set<String> TAKING_OVER = Set.of("import", "removed");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9]{0,19}");

    private final Template template;
    private final List<Problem> problems = new ArrayList<>();

    private ModuleCheck(Template template) {
        this.template = template;
    }

    /** @param fields of the specification */
    static List<Problem> of(Template template, Set<String> fields) {
        ModuleCheck check = new ModuleCheck(template);
        try {
            check.check(Outline.of(template.module()), fields);
        } catch (NotHcl wrong) {
            check.problem(MODULE, String.valueOf(wrong.getMessage()));
        }
        return check.problems;
    }

    private void check(Block module, Set<String> fields) {
        module.of("terraform").stream()
                .flatMap(settings -> settings.blocks().stream())
                .filter(block -> SETTINGS_OF_OURS.contains(block.type()))
                .forEach(block -> problem(
                        MODULE,
                        "has a block \"%s\"; Fairway keeps the state itself, so take it out".formatted(block.type())));
        module.blocks().stream()
                .filter(block -> TAKING_OVER.contains(block.type()))
                .forEach(block -> problem(
                        MODULE,
                        "has a block \"%s\"; what a resource is made of is its own from begin to end, so take it out"
                                .formatted(block.type())));
        checkVariables(module, fields);
        checkOutputs(module);
    }

    private void checkVariables(Block module, Set<String> fields) {
        Set<String> declared = module.of("variable").stream().map(Block::label).collect(Collectors.toSet());
        Set<String> given = new HashSet<>(fields);
        given.addAll(GIVEN);
        given.addAll(template.accountVariables());
        Set<String> missing = module.of("variable").stream()
                .filter(variable -> !variable.attributes().containsKey("default"))
                .map(Block::label)
                .filter(name -> !given.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        missing.forEach(name -> problem(
                MODULE,
                "has the variable \"%s\", which nothing gives: add a field of that name, a default, or name it in accountVariables"
                        .formatted(name)));
        fields.stream()
                .filter(field -> GIVEN.contains(field) || !declared.contains(field))
                .sorted()
                .forEach(field -> problem(
                        "specification.properties." + field,
                        GIVEN.contains(field)
                                ? "is given to every module by Fairway; name the field otherwise"
                                : "is no variable of the module, so nothing would come of it"));
        template.accountVariables().stream()
                .filter(name -> !declared.contains(name) || fields.contains(name) || GIVEN.contains(name))
                .forEach(name -> problem(
                        "template.accountVariables", "\"%s\" is no variable that is left to give".formatted(name)));
    }

    private void checkOutputs(Block module) {
        Set<String> roles = new HashSet<>();
        Set<String> users = new HashSet<>();
        for (int at = 0; at < template.logins().size(); at++) {
            Template.Users login = template.logins().get(at);
            String path = "template.logins.%d.".formatted(at);
            if (!ROLE.matcher(login.role()).matches() || !roles.add(login.role())) {
                problem(path + "role", "is 1 to 20 lower case letters and digits, and stands for one user");
            }
            if (output(module, login.user()).isEmpty() || !users.add(login.user())) {
                problem(
                        path + "user",
                        "\"%.50s\" is no output of the module for this user alone".formatted(login.user()));
            }
            boolean isHidden = output(module, login.password())
                    .map(output -> "true".equals(output.attributes().get("sensitive")))
                    .orElse(false);
            if (!isHidden) {
                problem(
                        path + "password",
                        "\"%.50s\" is no output of the module with sensitive = true".formatted(login.password()));
            }
        }
        problems.addAll(template.url().problems());
    }

    private static Optional<Block> output(Block module, String name) {
        return module.of("output").stream()
                .filter(output -> output.label().equals(name))
                .findFirst();
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
