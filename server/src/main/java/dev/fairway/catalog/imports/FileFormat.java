package dev.fairway.catalog.imports;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** How a file is written. Each becomes a JSON tree; a CSV file a list of objects, one a row, named by the first row. */
enum FileFormat {
    @JsonProperty("json")
    JSON,
    @JsonProperty("yaml")
    YAML,
    @JsonProperty("csv")
    CSV;

    /** @throws InvalidInput naming the place where the content stops being of this format */
    JsonNode read(String content) {
        try {
            return switch (this) {
                case JSON -> Json.read(content);
                case YAML -> new YAMLMapper().readTree(content);
                case CSV -> readCsv(content);
            };
        } catch (JacksonException wrong) {
            String place = wrong.getLocation() == null
                    ? ""
                    : " at line %d, column %d"
                            .formatted(
                                    wrong.getLocation().getLineNr(),
                                    wrong.getLocation().getColumnNr());
            throw new InvalidInput("content", "is no %s%s: %s".formatted(name(), place, wrong.getOriginalMessage()));
        }
    }

    private static ArrayNode readCsv(String content) {
        ArrayNode rows = Json.array();
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        try (CSVParser parser = CSVParser.parse(content, format)) {
            for (CSVRecord row : parser) {
                ObjectNode object = rows.addObject();
                row.toMap().forEach(object::put);
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException wrong) {
            throw new InvalidInput("content", "is no CSV with a first row of names: " + wrong.getMessage());
        }
        return rows;
    }
}
