package dev.fairway.delivery.registries;

import dev.fairway.delivery.registries.ImageArchive.Blob;
import dev.fairway.delivery.registries.ImageArchive.Manifest;
import dev.fairway.delivery.registries.ImageArchive.Taker;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The image layout of OCI: an index, a manifest and blobs, each under its digest. */
final class OciLayout {

    private static final Set<String> MANIFESTS = Set.of(
            "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");
    private static final Set<String> INDEXES = Set.of(
            "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json");
    private static final int MOST_LAYERS = 200;
    private static final int DEEPEST = 3;

    private final ImageArchive archive;

    OciLayout(ImageArchive archive) {
        this.archive = archive;
    }

    Manifest handOver(Taker taker) throws IOException {
        JsonNode descriptor = only(archive.json("index.json"));
        for (int depth = 0; INDEXES.contains(mediaType(descriptor)) && depth < DEEPEST; depth++) {
            descriptor =
                    only(archive.json(ImageArchive.path(archive.blob(descriptor).digest())));
        }
        if (!MANIFESTS.contains(mediaType(descriptor))) {
            throw ImageArchive.wrong("holds a \"%.100s\", which is no image".formatted(mediaType(descriptor)));
        }
        Blob described = archive.blob(descriptor);
        Manifest manifest = new Manifest(mediaType(descriptor), archive.bytes(ImageArchive.path(described.digest())));
        JsonNode content = ImageArchive.json("manifest", manifest.bytes());
        JsonNode layers = content.path("layers");
        if (!layers.isArray() || layers.size() > MOST_LAYERS) {
            throw ImageArchive.wrong("has no list of up to %d layers".formatted(MOST_LAYERS));
        }
        taker.take(archive.blob(content.path("config")));
        for (JsonNode layer : layers) {
            taker.take(archive.blob(layer));
        }
        return manifest;
    }

    /** What is said about images, such as where they were built, is none itself. */
    private static JsonNode only(JsonNode index) {
        List<JsonNode> images = index.path("manifests")
                .valueStream()
                .filter(one -> !one.path("platform").path("os").asString("").equals("unknown"))
                .toList();
        if (images.size() != 1) {
            throw ImageArchive.wrong("holds %d images; save just one, for one platform".formatted(images.size()));
        }
        return images.getFirst();
    }

    private static String mediaType(JsonNode descriptor) {
        return descriptor.path("mediaType").asString("");
    }
}
