package dev.fairway.selfservice.policy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A checked expression of the Common Expression Language.
 *
 * @param variables the names of the variables it reads
 * @param inputs the names of the inputs it reads
 */
record Expression(String text, CelRuntime.Program program, Set<String> variables, List<String> inputs) {

    /** It is no expression, or not of the type that is needed. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        private final String reason;

        Wrong(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** It cannot be evaluated over these values. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        private final String reason;

        Failed(String reason, Throwable cause) {
            super(reason, cause);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /** One that is true or false. @throws Wrong saying where and why */
    static Expression condition(String text) throws Wrong {
        CelAbstractSyntaxTree tree = tree(text);
        CelType type = tree.getResultType();
        if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
            throw new Wrong("\"%s\" is of type %s; a condition is true or false".formatted(text, type.name()));
        }
        return of(text, tree);
    }

    /** One of any type. @throws Wrong saying where and why */
    static Expression value(String text) throws Wrong {
        return of(text, tree(text));
    }

    private static CelAbstractSyntaxTree tree(String text) throws Wrong {
        if (text.length() > Expressions.LONGEST) {
            throw new Wrong(
                    "has %,d characters; at most %,d are possible".formatted(text.length(), Expressions.LONGEST));
        }
        try {
            return Expressions.COMPILER.compile(text).getAst();
        } catch (CelValidationException wrong) {
            throw new Wrong(wrong.getErrors().stream()
                    .limit(1)
                    .map(issue -> "\"%s\" is no expression, at character %d: %s"
                            .formatted(text, column(issue), withoutTokens(issue.getMessage())))
                    .collect(Collectors.joining("; ")));
        }
    }

    /** What could have stood there instead are names of the grammar, which tell nobody anything. */
    private static String withoutTokens(String message) {
        String said = message.replaceFirst(" expecting .*$", "");
        return said.replace("mismatched input '<EOF>'", "it ends too early");
    }

    private static int column(CelIssue issue) {
        return issue.getSourceLocation().getColumn() + 1;
    }

    private static Expression of(String text, CelAbstractSyntaxTree tree) throws Wrong {
        Set<String> variables = new LinkedHashSet<>();
        Set<String> inputs = new LinkedHashSet<>();
        CelNavigableAst.fromAst(tree).getRoot().allNodes().forEach(node -> {
            if (node.getKind() == CelExpr.ExprKind.Kind.IDENT) {
                variables.add(node.expr().ident().name());
            }
            inputOf(node).ifPresent(inputs::add);
        });
        try {
            return new Expression(
                    text, Expressions.RUNTIME.createProgram(tree), Set.copyOf(variables), List.copyOf(inputs));
        } catch (CelEvaluationException impossible) {
            throw new Wrong("\"%s\" cannot be used: %s".formatted(text, impossible.getMessage()));
        }
    }

    /** {@code inputs.name} or {@code inputs["name"]}. */
    private static Optional<String> inputOf(CelNavigableExpr node) {
        CelExpr expression = node.expr();
        if (node.getKind() == CelExpr.ExprKind.Kind.SELECT
                && isInputs(expression.select().operand())) {
            return Optional.of(expression.select().field());
        }
        if (node.getKind() == CelExpr.ExprKind.Kind.CALL
                && expression.call().args().size() == 2
                && isInputs(expression.call().args().getFirst())) {
            return Optional.of(expression.call().args().getLast())
                    .filter(index -> index.getKind() == CelExpr.ExprKind.Kind.CONSTANT)
                    .map(CelExpr::constant)
                    .filter(constant -> constant.getKind() == CelConstant.Kind.STRING_VALUE)
                    .map(CelConstant::stringValue);
        }
        return Optional.empty();
    }

    private static boolean isInputs(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.IDENT
                && expression.ident().name().equals("inputs");
    }

    /** @throws Failed when it reads what is not there, or the values do not fit */
    Object evaluate(Map<String, Object> values) throws Failed {
        try {
            return program.eval(values);
        } catch (CelEvaluationException failure) {
            throw new Failed(plain(String.valueOf(failure.getMessage())), failure);
        }
    }

    private static String plain(String message) {
        return message.replaceFirst("^evaluation error( at [^:]*:\\d+)?: ", "");
    }
}
