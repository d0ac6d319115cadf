package dev.fairway.delivery.bindings;

import dev.fairway.resources.Bindings.Binding;

/**
 * A service reads a user of a resource from a secret of its cluster.
 *
 * @param service whose pods read it
 * @param place where it was released to: an environment, or a preview of one
 * @param secret name of it in the namespace
 * @param mark of the resource, which never changes
 */
public record ResourceUse(String service, String place, String namespace, String secret, String mark, Binding binding) {

    String environment() {
        return binding.environment();
    }
}
