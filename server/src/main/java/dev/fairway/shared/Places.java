package dev.fairway.shared;

import java.util.Optional;

/** Knows the addresses of some places. */
public interface Places {

    /** @return the address; empty when the place is none of these, or is told no more */
    Optional<String> address(String place);
}
