package dev.fairway.delivery.builds;

import dev.fairway.shared.InvalidInput;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An image as it was published.
 *
 * @param repository without tag and digest, such as {@code registry.example.com/harbor/parcel}
 * @param digest of its manifest, {@code sha256:} and 64 hexadecimal digits; null where nobody says
 */
public record BuiltImage(
        String repository, String tag, @Nullable String digest) {

    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int LONGEST = 255;

    public BuiltImage {
        if (repository.length() > LONGEST || !REPOSITORY.matcher(repository).matches()) {
            throw new InvalidInput(
                    "image.repository",
                    "\"%.100s\" is no repository such as registry.example.com/harbor/parcel, without its tag"
                            .formatted(repository));
        }
        requireTag("image.tag", tag);
        if (digest != null) {
            requireDigest("image.digest", digest);
        }
    }

    /** @throws InvalidInput naming the field, when it is none */
    public static String requireTag(String field, String tag) {
        if (!isTag(tag)) {
            throw new InvalidInput(field, "\"%.100s\" is no tag of an image".formatted(tag));
        }
        return tag;
    }

    public static boolean isTag(String text) {
        return TAG.matcher(text).matches();
    }

    /** @throws InvalidInput naming the field, when it is none */
    public static String requireDigest(String field, String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw new InvalidInput(field, "\"%.100s\" is not sha256: and 64 hexadecimal digits".formatted(digest));
        }
        return digest;
    }

    String reference() {
        return "%s:%s".formatted(repository, tag);
    }
}
