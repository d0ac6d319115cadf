package dev.fairway.clusters;

import dev.fairway.clusters.Sight.Happening;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what the API server tells of a watch. */
record Watching(Objects objects, Consumer<Sight> listener) implements Watcher<GenericKubernetesResource> {

    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    @Override
    public void eventReceived(Action action, GenericKubernetesResource resource) {
        switch (action) {
            case ADDED -> tell(Happening.THERE, resource);
            case MODIFIED -> tell(Happening.CHANGED, resource);
            case DELETED -> tell(Happening.GONE, resource);
            default -> LOG.debug("A watch brings {}", action);
        }
    }

    private void tell(Happening happening, GenericKubernetesResource resource) {
        listener.accept(new Sight(happening, objects.manifest(resource)));
    }

    @Override
    public boolean reconnecting() {
        return true;
    }

    @Override
    public void onClose(WatcherException reason) {
        LOG.warn("A watch has ended: {}", reason.getMessage());
    }
}
