package dev.fairway;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.tags.Tag;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.method.HandlerMethod;

/** Says in api/openapi.yaml what the comments in the source say: of each operation, under the area that it belongs to. */
@TestConfiguration(proxyBeanMethods = false)
class TextsInDescription {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String TOKEN = "token";
    private static final String SESSION = "session";
    private static final String ABOUT = """
            The API of Fairway, which its web app uses too.

            Answers have `ok: true`. A refusal has `ok: false`, an `error` that programs can tell apart, a `message` for people \
            that names the field, the value and what to do. The header `x-trace-id` of any answer is in the log, too.

            Lists that can grow are read page by page: an answer that is not the last page has `next`, and the following \
            request sends it as `from`, `cursor` or in the body, as the operation says.

            `x-requires` names the permission that an operation needs.""";

    /** In the order in which they are shown. */
    private static final List<Area> AREAS = List.of(
            area("Blueprints", "Kinds of entities.", "catalog.blueprints", "catalog.migrations"),
            area("Entities", "What the company has, one by one and in bulk.", "catalog.entities"),
            area(
                    "Search",
                    "Entities by rules, texts and values.",
                    "catalog.search",
                    "catalog.finder",
                    "catalog.graph",
                    "catalog.export"),
            area("Imports", "Files that become entities.", "catalog.imports", "catalog.demo"),
            area("Pages", "Pages, saved views and the navigation.", "catalog.pages"),
            area("Changes", "The audit log, and changes as they happen.", "catalog.changes"),
            area(
                    "Actions",
                    "What people may ask for, and what follows from events.",
                    "selfservice.actions",
                    "selfservice.requests",
                    "selfservice.engine",
                    "selfservice.runs",
                    "selfservice.insights"),
            area(
                    "Workflows",
                    "Several steps in an order, written as a graph.",
                    "selfservice.workflows",
                    "selfservice.automations"),
            area("Policy", "Rules that requests are judged by.", "selfservice.policy"),
            area(
                    "Resources",
                    "Databases, caches, topics: what exists of them, their types, prices and servers.",
                    "resources.lifecycle",
                    "resources.dumps",
                    "resources.requests",
                    "resources.types",
                    "resources.servers",
                    "resources.prices"),
            area(
                    "Repositories",
                    "Git repositories: who may write to them, and what is in them.",
                    "delivery.git",
                    "delivery.hooks",
                    "delivery.contents"),
            area(
                    "Pipelines",
                    "What is done with commits that are pushed, what builds made of them, and what their tests came to.",
                    "delivery.pipelines",
                    "delivery.builds",
                    "delivery.testing"),
            area(
                    "Deliveries",
                    "Services, the environments that they run in, and their releases.",
                    "delivery.releases",
                    "delivery.freezes",
                    "delivery.bindings"),
            area(
                    "Golden paths",
                    "How services are built: what the platform team keeps for all repositories.",
                    "delivery.compose",
                    "delivery.golden",
                    "delivery.fitted"),
            area(
                    "Change requests",
                    "What is to be merged, what others say of it, and how it runs.",
                    "delivery.changes",
                    "delivery.previews"),
            area(
                    "Git hosts",
                    "GitHub and GitLab, their repositories, and what they tell by webhooks.",
                    "delivery.hosts",
                    "delivery.incoming"),
            area("Image registries", "Where pipelines publish images to.", "delivery.registries"),
            area("Notifications", "What people are told, and how.", "notifications"),
            area("Signing in", "Sessions, access tokens and personal tokens.", "access.signin"),
            area("People", "Users and teams.", "access.people"),
            area("Organisation", "The organisation, its secrets and credentials.", "access.organization"),
            area("Jobs", "What is done in the background.", "access.jobs"));

    private final Map<String, String> comments = new HashMap<>();

    TextsInDescription() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(SOURCES)) {
            List<Path> java =
                    sources.filter(path -> path.toString().endsWith(".java")).toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(java));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                new Comments(docs).scan(unit, null);
            }
        }
    }

    private record Area(String name, String about, List<String> packages) {}

    private static Area area(String name, String about, String... parts) {
        return new Area(
                name, about, Arrays.stream(parts).map("dev.fairway."::concat).toList());
    }

    private final class Comments extends TreePathScanner<Void, Void> {

        private final DocTrees docs;

        private Comments(DocTrees docs) {
            this.docs = docs;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            DocCommentTree comment = docs.getDocCommentTree(getCurrentPath());
            if (comment != null && getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type) {
                comments.put(type.getSimpleName() + "." + method.getName(), text(comment));
            }
            return null;
        }

        private static String text(DocCommentTree comment) {
            String text = comment.getFullBody().toString().replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`");
            return text.replaceAll("\\s+", " ").strip();
        }
    }

    @Bean
    OperationCustomizer textOfOperation() {
        return (operation, handler) -> {
            String name = handler.getBeanType().getSimpleName() + "."
                    + handler.getMethod().getName();
            describe(operation, Objects.requireNonNull(comments.get(name), name + " has no comment"));
            operation.setTags(List.of(areaOf(handler).name()));
            nameParameters(operation, handler);
            return operation;
        };
    }

    /** Those that a record holds are called as the record binds them; none is ever null, only left out. */
    private static void nameParameters(Operation operation, HandlerMethod handler) {
        Map<String, String> bound = Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.getParameterType().isRecord())
                .flatMap(parameter -> Arrays.stream(parameter
                        .getParameterType()
                        .getDeclaredConstructors()[0]
                        .getParameters()))
                .filter(component -> component.isAnnotationPresent(BindParam.class))
                .collect(Collectors.toMap(
                        Parameter::getName,
                        component -> component.getAnnotation(BindParam.class).value()));
        Objects.requireNonNullElse(operation.getParameters(), List.<io.swagger.v3.oas.models.parameters.Parameter>of())
                .forEach(parameter -> {
                    parameter.setName(bound.getOrDefault(parameter.getName(), parameter.getName()));
                    if (parameter.getSchema().getTypes() != null) {
                        parameter.getSchema().getTypes().remove("null");
                    }
                });
    }

    private static void describe(Operation operation, String text) {
        int end = text.indexOf(". ");
        operation.setSummary(end < 0 ? text.replaceAll("\\.$", "") : text.substring(0, end));
        if (end >= 0) {
            operation.setDescription(text.substring(end + 2));
        }
    }

    private static Area areaOf(HandlerMethod handler) {
        String part = handler.getBeanType().getPackageName();
        return AREAS.stream()
                .filter(area -> area.packages().contains(part))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(part + " belongs to no area of the API"));
    }

    @Bean
    OpenApiCustomizer textsOfAll() {
        return description -> {
            description.setInfo(new Info().title("Fairway").version("v1").description(ABOUT));
            description.setTags(AREAS.stream()
                    .map(area -> new Tag().name(area.name()).description(area.about()))
                    .toList());
            describeSignIn(description);
        };
    }

    private static void describeSignIn(OpenAPI description) {
        description
                .getComponents()
                .addSecuritySchemes(
                        TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An access token of a credential, or a personal token"))
                .addSecuritySchemes(
                        SESSION,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name("fairway_session")
                                .description("Of a browser; changes also need the header X-CSRF-TOKEN"));
        description.setSecurity(
                List.of(new SecurityRequirement().addList(TOKEN), new SecurityRequirement().addList(SESSION)));
        description.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .filter(operation -> "NONE".equals(operation.getExtensions().get(PermissionInDescription.KEY)))
                .forEach(operation -> operation.setSecurity(List.of()));
    }
}
