package dev.fairway.delivery.fitted;

import dev.fairway.delivery.golden.GoldenPaths;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The pipeline that a new service begins with: the same that is proposed to those that are there. */
@Component
public class FirstPipeline {

    /** Where it is in a repository. */
    public static final String PATH = ".fairway/pipeline.yaml";

    private final GoldenPaths paths;
    private final PipelineFacts facts;

    FirstPipeline(GoldenPaths paths, PipelineFacts facts) {
        this.paths = paths;
        this.facts = facts;
    }

    /**
     * @param language name of the template that it builds by
     * @param image where it is published, without a tag
     * @param branch whose commits are published
     * @return empty where the golden path has none for the language
     */
    public Optional<String> of(String service, String team, String language, String image, String branch) {
        return new PipelineTemplate(paths.pipeline()).render(language, facts.of(service, team, image, branch));
    }
}
