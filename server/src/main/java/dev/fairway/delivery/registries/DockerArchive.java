package dev.fairway.delivery.registries;

import dev.fairway.delivery.registries.ImageArchive.Blob;
import dev.fairway.delivery.registries.ImageArchive.Manifest;
import dev.fairway.delivery.registries.ImageArchive.Taker;
import dev.fairway.shared.Json;
import dev.fairway.shared.Sha256;
import dev.fairway.shared.outbound.Outbound.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What Docker saved before it wrote image layouts: layers as they are unpacked, which are packed again in the same way each time. */
final class DockerArchive {

    private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
    private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final int MOST_LAYERS = 200;

    private final ImageArchive archive;

    DockerArchive(ImageArchive archive) {
        this.archive = archive;
    }

    Manifest handOver(Taker taker) throws IOException {
        JsonNode images = archive.json("manifest.json");
        if (images.size() != 1) {
            throw ImageArchive.wrong("holds %d images; save just one".formatted(images.size()));
        }
        JsonNode image = images.get(0);
        byte[] config = archive.bytes(image.path("Config").asString(""));
        List<String> layers = Json.texts(image.path("Layers"));
        List<String> unpacked =
                Json.texts(ImageArchive.json("config", config).path("rootfs").path("diff_ids"));
        if (layers.size() != unpacked.size() || layers.size() > MOST_LAYERS) {
            throw ImageArchive.wrong("has %d layers and says that it has %d; up to %d are taken"
                    .formatted(layers.size(), unpacked.size(), MOST_LAYERS));
        }
        Content content = Content.of(config);
        String digest = ImageArchive.digest(content);
        ObjectNode manifest = Json.object().put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.set("config", descriptor(CONFIG, digest, config.length));
        taker.take(new Blob(digest, content));
        ArrayNode packed = manifest.putArray("layers");
        for (int at = 0; at < layers.size(); at++) {
            packed.add(layer(layers.get(at), unpacked.get(at), taker));
        }
        return new Manifest(MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode layer(String name, String unpacked, Taker taker) throws IOException {
        Content written = archive.file(name);
        Path file = Files.createTempFile("fairway-layer-", ".tar.gz");
        try {
            MessageDigest plain = Sha256.digest();
            MessageDigest gzip = Sha256.digest();
            try (InputStream in = new DigestInputStream(written.open(), plain);
                    OutputStream out =
                            new GZIPOutputStream(new DigestOutputStream(Files.newOutputStream(file), gzip))) {
                in.transferTo(out);
            }
            String found = ImageArchive.hex(plain);
            if (!found.equals(unpacked)) {
                throw ImageArchive.wrong("has %s where %.100s is said to be".formatted(found, unpacked));
            }
            Blob blob = new Blob(ImageArchive.hex(gzip), new OfFile(file, Files.size(file)));
            taker.take(blob);
            return descriptor(LAYER, blob.digest(), blob.content().length());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private record OfFile(Path file, long length) implements Content {

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    private static ObjectNode descriptor(String type, String digest, long size) {
        return Json.object().put("mediaType", type).put("size", size).put("digest", digest);
    }
}
