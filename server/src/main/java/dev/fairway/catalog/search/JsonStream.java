package dev.fairway.catalog.search;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** A list that is written while it is read. A failure in the middle breaks the answer off; it never looks complete. */
final class JsonStream {

    private JsonStream() {}

    /** @param rows writes the elements of {@code entities}, ends the array and may add further fields */
    static void write(HttpServletResponse response, JsonMapper json, Consumer<JsonGenerator> rows) throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        JsonGenerator out = json.writer()
                .without(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                .createGenerator(response.getOutputStream());
        try {
            out.writeStartObject();
            out.writeBooleanProperty("ok", true);
            out.writeArrayPropertyStart("entities");
            rows.accept(out);
            out.writeEndObject();
            out.close();
        } catch (RuntimeException failure) {
            if (!response.isCommitted()) {
                response.reset();
            }
            throw failure;
        }
    }
}
