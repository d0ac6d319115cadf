package dev.fairway.delivery.registries;

import dev.fairway.delivery.registries.ImageArchive.Blob;
import dev.fairway.delivery.registries.ImageArchive.Manifest;
import dev.fairway.shared.Sha256;
import dev.fairway.shared.outbound.CallFailed;
import dev.fairway.shared.outbound.CallFailed.Arrival;
import dev.fairway.shared.outbound.Outbound.Answer;
import dev.fairway.shared.outbound.Outbound.Content;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One image on its way into one repository of a registry. Nothing is believed that does not have the digest of what was sent. */
final class ImagePush {

    private static final Set<Integer> TAKEN = Set.of(201, 204);
    private static final String DIGEST = "docker-content-digest";

    private final RegistrySession session;
    private final String registry;
    private final String path;
    private final Consumer<String> print;
    private final BooleanSupplier isToStop;

    ImagePush(RegistrySession session, String registry, String path, Consumer<String> print, BooleanSupplier isToStop) {
        this.session = session;
        this.registry = registry;
        this.path = path;
        this.print = print;
        this.isToStop = isToStop;
    }

    /** Unless it is there already. */
    void blob(Blob blob) {
        if (isToStop.getAsBoolean()) {
            throw new CallFailed("It was stopped", Arrival.NONE);
        }
        String size = "%,d bytes".formatted(blob.content().length());
        Answer there = session.send("HEAD", "/v2/%s/blobs/%s".formatted(path, blob.digest()), Map.of());
        if (there.status() == 200) {
            print.accept("%s is there already, %s".formatted(blob.digest(), size));
            return;
        }
        String begin = "/v2/%s/blobs/uploads/".formatted(path);
        Answer begun = session.send("POST", begin, Map.of(), Content.of(new byte[0]), isToStop);
        String location = begun.headers().get("location");
        if (begun.status() != 202 || location == null) {
            throw session.refusal("to take an image at %s".formatted(path), begun);
        }
        String place = session.next(begin, location);
        String url = "%s%sdigest=%s".formatted(place, place.contains("?") ? "&" : "?", blob.digest());
        Answer taken =
                session.send("PUT", url, Map.of("Content-Type", "application/octet-stream"), blob.content(), isToStop);
        if (!TAKEN.contains(taken.status())) {
            throw session.refusal("to take %s of %s".formatted(blob.digest(), size), taken);
        }
        requireSame(blob.digest(), taken.headers().getOrDefault(DIGEST, blob.digest()));
        print.accept("%s is sent, %s".formatted(blob.digest(), size));
    }

    /** Its blobs are there. @return its digest */
    String manifest(Manifest manifest, String tag) {
        String url = "/v2/%s/manifests/%s".formatted(path, tag);
        Answer taken = session.send(
                "PUT", url, Map.of("Content-Type", manifest.mediaType()), Content.of(manifest.bytes()), isToStop);
        if (!TAKEN.contains(taken.status())) {
            throw session.refusal("to take the image %s:%s".formatted(path, tag), taken);
        }
        String digest = manifest.digest();
        requireSame(digest, taken.headers().getOrDefault(DIGEST, digest));
        Answer shown = session.send("GET", url, Map.of("Accept", manifest.mediaType()));
        if (!shown.isSuccess()) {
            throw session.refusal("to show the image %s:%s".formatted(path, tag), shown);
        }
        requireSame(digest, digest(shown.body()));
        return digest;
    }

    private static String digest(String body) {
        return "sha256:" + HexFormat.of().formatHex(Sha256.digest().digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    private void requireSame(String sent, String told) {
        if (!sent.equals(told)) {
            throw new RegistryRefusal(
                    "%s says that it has %.80s where %s was sent; look what stands between it and Fairway and changes images"
                            .formatted(registry, told, sent));
        }
    }
}
