package dev.fairway.resources.s3;

import dev.fairway.resources.spi.Wanted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * What a bucket holds, older versions included.
 *
 * @param isMore whether counting ended before the bucket did, so that the numbers are too small
 */
record Contents(long objects, long bytes, boolean isMore) {

    private static final int MOST_PAGES = 10;

    static Contents of(S3Client client, String bucket) {
        List<ListObjectVersionsResponse> pages =
                client.listObjectVersionsPaginator(list -> list.bucket(bucket)).stream()
                        .limit(MOST_PAGES)
                        .toList();
        Stream<ObjectVersion> versions = pages.stream().flatMap(page -> page.versions().stream());
        var sizes = versions.mapToLong(ObjectVersion::size).summaryStatistics();
        boolean isMore = !pages.isEmpty() && Boolean.TRUE.equals(pages.getLast().isTruncated());
        return new Contents(sizes.getCount(), sizes.getSum(), isMore);
    }

    Map<String, Double> measures() {
        return Map.of("objects", (double) objects, "sizeBytes", (double) bytes);
    }

    @Nullable
    String complaint(Wanted wanted) {
        double most = wanted.specification().path("storage").asDouble(Double.MAX_VALUE);
        return bytes / 1e9 > most
                ? String.format(Locale.ROOT, "It holds %.3f GB, and %.3f GB were asked for", bytes / 1e9, most)
                : null;
    }

    String sentence() {
        return String.format(
                Locale.ROOT,
                "%s%,d objects with their older versions, %,.1f MB",
                isMore ? "More than " : "",
                objects,
                bytes / 1e6);
    }
}
