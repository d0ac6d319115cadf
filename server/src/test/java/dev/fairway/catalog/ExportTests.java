package dev.fairway.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairway.Api.Reply;
import dev.fairway.RunningFairway;
import org.junit.jupiter.api.Test;

class ExportTests extends RunningFairway {

    @Test
    void writesTheWantedColumnsForASpreadsheet() {
        String id = blueprint("'schema': {'properties': {'note': {'type': 'string'}, 'tags': {'type': 'array'}}}");
        admin.post(entities(id), "{'identifier': 'a', 'properties': {'note': '=1+1, really', 'tags': ['x', 'y']}}");

        Reply csv = admin.get(entities(id) + "/export?format=csv&columns=$identifier,note,tags");

        assertThat(csv.header("content-disposition")).contains(id + ".csv");
        assertThat(csv.text()).isEqualTo("$identifier,note,tags\r\na,\"'=1+1, really\",x; y\r\n");
    }

    @Test
    void writesWholeEntitiesAsJson() {
        String id = blueprint("'title': 'Exported'");
        admin.post(entities(id) + "/bulk", "{'entities': [{'identifier': 'a'}, {'identifier': 'b'}]}");

        Reply json = admin.get(
                entities(id)
                        + "/export?format=json&query=%7B%22combinator%22:%22and%22,%22rules%22:%5B%7B%22property%22:%22$identifier%22,%22operator%22:%22=%22,%22value%22:%22b%22%7D%5D%7D");

        assertThat(json.body()).hasSize(1);
        assertThat(json.at("/0/identifier").stringValue()).isEqualTo("b");
    }
}
