package dev.fairway.delivery.pipelines;

import dev.fairway.delivery.pipelines.PipelineFile.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Where stages are run. */
interface PipelineRunner {

    /** Whether somebody has switched it on. */
    boolean isOn();

    /** How many pipelines it works on at once. */
    int atOnce();

    /**
     * Starts a stage; its output and its errors are one stream.
     *
     * @param folder with the files of the commit
     * @param facts variables beside those of the stage
     */
    Process start(Path folder, Stage stage, Map<String, String> facts) throws IOException;
}
