package dev.fairway.selfservice.policy;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.CelOptions;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The language of rules: the Common Expression Language over the variables that a request has. */
final class Expressions {

    static final int LONGEST = 2_000;

    private static final int MOST_ITERATIONS = 10_000;
    private static final int DEEPEST = 100;
    private static final CelType ANY = MapType.create(SimpleType.STRING, SimpleType.DYN);
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);

    private static final Map<String, CelType> VARIABLES = variables();
    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(MOST_ITERATIONS)
            .maxParseRecursionDepth(DEEPEST)
            .maxExpressionCodePointSize(LONGEST)
            .build();

    static final CelCompiler COMPILER = compiler();
    static final CelRuntime RUNTIME =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    private Expressions() {}

    private static Map<String, CelType> variables() {
        Map<String, CelType> variables = new LinkedHashMap<>();
        variables.put(
                "request",
                struct(
                        "request",
                        ImmutableMap.of(
                                "action", SimpleType.STRING,
                                "operation", SimpleType.STRING,
                                "blueprint", SimpleType.STRING,
                                "entity", SimpleType.STRING,
                                "environment", SimpleType.STRING,
                                "source", SimpleType.STRING,
                                "urgent", SimpleType.BOOL)));
        variables.put("inputs", ANY);
        variables.put("entity", ANY);
        variables.put(
                "actor",
                struct(
                        "actor",
                        ImmutableMap.of(
                                "email", SimpleType.STRING, "roles", TEXTS, "teams", TEXTS, "admin", SimpleType.BOOL)));
        variables.put(
                "team",
                struct(
                        "team",
                        ImmutableMap.of("name", SimpleType.STRING, "title", SimpleType.STRING, "properties", ANY)));
        variables.put(
                "quota",
                struct(
                        "quota",
                        ImmutableMap.of("owned", SimpleType.INT, "active", SimpleType.INT, "lastDay", SimpleType.INT)));
        variables.put(
                "cost",
                struct(
                        "cost",
                        ImmutableMap.of(
                                "monthly", SimpleType.DOUBLE,
                                "change", SimpleType.DOUBLE,
                                "currency", SimpleType.STRING)));
        variables.put("now", SimpleType.TIMESTAMP);
        return variables;
    }

    private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
        return StructType.create(name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setTypeProvider(new Types())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        VARIABLES.forEach(compiler::addVar);
        return compiler.build();
    }

    private static final class Types implements CelTypeProvider {

        @Override
        public ImmutableCollection<CelType> types() {
            return ImmutableList.copyOf(VARIABLES.values());
        }

        @Override
        public Optional<CelType> findType(String name) {
            return Optional.ofNullable(VARIABLES.get(name)).filter(StructType.class::isInstance);
        }
    }
}
