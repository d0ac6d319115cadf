package dev.fairway.resources.tofu;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The blocks of a text in HCL and the attributes that each has. Expressions stay text: this is enough to know what a module
 * declares where no OpenTofu is at hand, and tells nothing of whether OpenTofu takes it.
 */
final class Outline {

    private static final int DEEPEST = 50;

    private final HclText text;

    private Outline(String written) {
        this.text = new HclText(written);
    }

    /**
     * One block, such as {@code variable "size" { default = 5 }}.
     *
     * @param type empty for the whole text
     * @param attributes their expressions by name
     */
    record Block(String type, List<String> labels, Map<String, String> attributes, List<Block> blocks) {

        List<Block> of(String wanted) {
            return blocks.stream().filter(block -> block.type.equals(wanted)).toList();
        }

        String label() {
            return labels.isEmpty() ? "" : labels.getFirst();
        }
    }

    /** @throws NotHcl saying where it stops to be HCL */
    static Block of(String written) {
        return new Outline(written).body("", List.of(), 0);
    }

    private Block body(String type, List<String> labels, int depth) {
        if (depth > DEEPEST) {
            throw text.wrong("blocks in blocks, deeper than %d".formatted(DEEPEST));
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        List<Block> blocks = new ArrayList<>();
        for (text.skipGaps(); !isEnd(depth); text.skipGaps()) {
            String name = text.name();
            text.skipSpaces();
            if (text.take('=')) {
                attributes.put(name, text.expression());
            } else {
                blocks.add(block(name, depth));
            }
        }
        return new Block(type, labels, attributes, blocks);
    }

    private boolean isEnd(int depth) {
        if (depth == 0) {
            return text.isOver();
        }
        if (text.isOver()) {
            throw text.wrong("a block that is not closed");
        }
        return text.take('}');
    }

    private Block block(String type, int depth) {
        List<String> labels = new ArrayList<>();
        while (!text.take('{')) {
            labels.add(text.label());
            text.skipSpaces();
        }
        return body(type, labels, depth + 1);
    }
}
