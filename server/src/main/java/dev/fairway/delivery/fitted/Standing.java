package dev.fairway.delivery.fitted;

import dev.fairway.delivery.golden.CiSystem;
import dev.fairway.delivery.hosts.RepositoryAt;
import java.util.Map;

/**
 * What stands in a repository now.
 *
 * @param head newest commit of its default branch
 * @param own its files of those that the golden path has, or had, by path
 * @param golden what values make of the template, by path
 * @param version of the template
 * @param hasOthers whether it has no pipeline from here, and others beside
 */
record Standing(
        RepositoryAt at,
        CiSystem system,
        String head,
        Map<String, String> own,
        Map<String, String> golden,
        String version,
        boolean hasOthers) {

    boolean isGolden() {
        return own.equals(golden);
    }

    boolean hasPipeline() {
        return own.containsKey(system.file());
    }

    /** Somebody wrote it from the golden path, perhaps with lines of their own. */
    boolean isFromHere() {
        return system != CiSystem.FAIRWAY && CiTemplate.made(own.getOrDefault(system.file(), ""));
    }
}
