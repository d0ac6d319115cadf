package dev.fairway.access;

import dev.fairway.access.organization.Secrets;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The organisation's secrets as modules use them: never shown, logged or given back. */
@Component
public class OrganizationSecrets {

    private final Secrets secrets;

    OrganizationSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /** The values by name. */
    public Map<String, String> values() {
        return secrets.values();
    }
}
