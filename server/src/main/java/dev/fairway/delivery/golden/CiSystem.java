package dev.fairway.delivery.golden;

/** What runs the pipeline of a repository. */
public enum CiSystem {
    /** The runner that comes with Fairway. */
    FAIRWAY(".fairway/pipeline.yaml"),
    GITHUB(".github/workflows/golden-path.yaml"),
    GITLAB(".gitlab-ci.yml");

    private final String file;

    CiSystem(String file) {
        this.file = file;
    }

    /** Where a pipeline of the golden path is for it. */
    public String file() {
        return file;
    }
}
