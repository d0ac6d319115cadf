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

    /** At the start of the server: what an earlier one left is ended. */
    void prepare();

    /**
     * Starts a stage; its output and its errors are one stream.
     *
     * @param folder with the files of the commit
     * @param facts variables beside those of the stage
     * @throws IOException saying why it could not be started
     */
    RunningStage start(Path folder, Stage stage, Map<String, String> facts) throws IOException;

    /** Ends what an attempt left that was interrupted. @param mark of a stage; one of another kind of runner is left alone */
    void endWhatIsLeft(String mark);
}
