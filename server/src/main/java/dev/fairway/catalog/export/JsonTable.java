package dev.fairway.catalog.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import tools.jackson.databind.node.ObjectNode;

/** A JSON list of entities, one a line. */
final class JsonTable implements Table {

    private final Writer out;
    private String before = "[\n";

    JsonTable(Writer out) {
        this.out = out;
    }

    @Override
    public void add(ObjectNode entity) {
        write(before + entity);
        before = ",\n";
    }

    @Override
    public void complete() {
        write(before.startsWith("[") ? "[]\n" : "\n]\n");
    }

    @Override
    public void close() {
        // the response is the server's to close
    }

    private void write(String text) {
        try {
            out.write(text);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
