package dev.fairway.resources.s3;

import dev.fairway.resources.spi.Wanted;
import dev.fairway.shared.InvalidInput;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a bucket is asked for with.
 *
 * @param expireDays after which objects are deleted; 0 for never
 */
record BucketSpecification(boolean versioning, boolean encryption, int expireDays) {

    /** What AWS takes, without the dots that break TLS, and without what it keeps for itself. */
    private static final Pattern NAME = Pattern.compile(
            "(?!xn--|sthree-|amzn-s3-demo-)[a-z0-9][a-z0-9-]{1,61}[a-z0-9](?<!-s3alias|--ol-s3|--x-s3|--table-s3)");

    private static final int MOST_DAYS = 36_500;

    static BucketSpecification of(Wanted wanted) {
        if (!NAME.matcher(wanted.name()).matches()) {
            throw new InvalidInput(
                    "name", "has 3 to 63 of a-z, 0-9 and hyphens, and a letter or digit at both ends, as buckets have");
        }
        return of(wanted.specification());
    }

    static BucketSpecification of(ObjectNode fields) {
        int days = fields.path("expireDays").asInt(0);
        if (days < 0 || days > MOST_DAYS) {
            throw new InvalidInput("expireDays", "is 0 to %,d; 0 keeps objects for ever".formatted(MOST_DAYS));
        }
        return new BucketSpecification(
                fields.path("versioning").asBoolean(false),
                fields.path("encryption").asBoolean(true),
                days);
    }
}
