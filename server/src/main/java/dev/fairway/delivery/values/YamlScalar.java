package dev.fairway.delivery.values;

import dev.fairway.shared.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a text without quotes means in YAML. Version 1.2 decides (as in JSON); what version 1.1, which Helm reads, takes for
 * something else is refused, so that a file means the same to everybody.
 */
final class YamlScalar {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUTHS = Set.of("true", "True", "TRUE");
    private static final Set<String> LIES = Set.of("false", "False", "FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]{0,30})");
    private static final Pattern BROKEN =
            Pattern.compile("[-+]?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][-+]?[0-9]{1,3})?");
    private static final Pattern WORD = Pattern.compile("(?i)y|n|yes|no|on|off");
    /** Octal, binary, hexadecimal, with underscores, of base 60, not finite, or a number that lacks a digit. */
    private static final Pattern ODD = Pattern.compile(
            "[-+]?(0[0-9_]+|0[box][0-9a-fA-F_]+|[0-9]+(_[0-9_]*)+(\\.[0-9_]*)?|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|(?i:\\.inf)|\\.[0-9]+([eE][-+]?[0-9]+)?|[0-9_]+\\.([eE][-+]?[0-9]+)?|[0-9]{31,}.*|0[0-9]*\\.[0-9.]+)|(?i:\\.nan)|<<|=");

    private YamlScalar() {}

    /** What is wrong with it without quotes. */
    static Optional<String> doubt(String text) {
        if (WORD.matcher(text).matches()) {
            return Optional.of(
                    "%s without quotes means a truth value to some programs and a text to others; write true or false, or put it into quotes"
                            .formatted(text));
        }
        if (ODD.matcher(text).matches() && !BROKEN.matcher(text).matches()) {
            return Optional.of(
                    "%.40s without quotes is read differently by different programs; put it into quotes where it is a text, or write a plain number"
                            .formatted(text));
        }
        return Optional.empty();
    }

    static JsonNode plain(String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (NULLS.contains(text)) {
            return Json.nothing();
        }
        if (TRUTHS.contains(text) || LIES.contains(text)) {
            return nodes.booleanNode(TRUTHS.contains(text));
        }
        if (WHOLE.matcher(text).matches()) {
            return whole(text);
        }
        return BROKEN.matcher(text).matches() ? nodes.numberNode(new BigDecimal(text)) : Json.text(text);
    }

    private static JsonNode whole(String text) {
        BigInteger number = new BigInteger(text);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (number.bitLength() < Integer.SIZE) {
            return nodes.numberNode(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? nodes.numberNode(number.longValue()) : nodes.numberNode(number);
    }

    /** Whether it can be written without quotes and still is this text. */
    static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches()
                && plain(text).isString()
                && doubt(text).isEmpty();
    }

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+-]+)*");
}
