package dev.fairway.delivery.contents;

import dev.fairway.access.Actor;
import dev.fairway.delivery.contents.Commits.Place;
import dev.fairway.delivery.git.HostedRepository;
import dev.fairway.delivery.git.Repositories;
import dev.fairway.delivery.git.RepositoryName;
import dev.fairway.delivery.git.WrittenRepository;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Repositories that Fairway itself works with. They are made when they are first needed. */
@Component
public class OwnRepositories {

    /** Their only branch that counts. */
    public static final String BRANCH = "main";

    private final Repositories repositories;
    private final Contents contents;
    private final Commits commits;

    OwnRepositories(Repositories repositories, Contents contents, Commits commits) {
        this.repositories = repositories;
        this.contents = contents;
        this.commits = commits;
    }

    public boolean isThere(RepositoryName name) {
        return repositories.find(name).isPresent();
    }

    /** @param beginning what is in it at first; whatever a crash leaves empty gets it the next time */
    public HostedRepository ready(RepositoryName name, String description, Supplier<List<FileChange>> beginning) {
        HostedRepository repository = repositories
                .find(name)
                .orElseGet(() -> repositories.createOnce(
                        name.toString(), WrittenRepository.usual(name, description), Actor.SYSTEM));
        if (contents.head(repository, BRANCH).isEmpty()) {
            commits.write(repository, Place.on(BRANCH), Actor.SYSTEM, "Begin", beginning.get());
        }
        return repository;
    }
}
