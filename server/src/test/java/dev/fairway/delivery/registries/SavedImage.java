package dev.fairway.delivery.registries;

import dev.fairway.shared.Json;
import dev.fairway.shared.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import tools.jackson.databind.node.ObjectNode;

/** A small image as engines of containers save one. */
public final class SavedImage {

    private static final String OCI = "application/vnd.oci.image.";

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private String digest = "";

    private SavedImage() {}

    /** As an image layout of OCI. @param text that is in its only file */
    public static SavedImage layout(String text) {
        SavedImage image = new SavedImage();
        byte[] layer = tar(Map.of("parcel.txt", bytes(text)), Map.of());
        byte[] config = config(layer);
        ObjectNode manifest = Json.object().put("schemaVersion", 2).put("mediaType", OCI + "manifest.v1+json");
        manifest.set("config", descriptor(OCI + "config.v1+json", config));
        manifest.putArray("layers").add(descriptor(OCI + "layer.v1.tar", layer));
        byte[] written = bytes(manifest.toString());
        image.digest = digest(written);
        ObjectNode index = Json.object().put("schemaVersion", 2);
        index.putArray("manifests").add(descriptor(OCI + "manifest.v1+json", written));
        image.with("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}").with("index.json", index.toString());
        for (byte[] blob : new byte[][] {layer, config, written}) {
            image.files.put(path(digest(blob)), blob);
        }
        return image;
    }

    /** As Docker's own kind of archive, with the link that podman writes beside a layer. */
    public static SavedImage docker(String text) {
        SavedImage image = new SavedImage();
        byte[] layer = tar(Map.of("parcel.txt", bytes(text)), Map.of());
        byte[] config = config(layer);
        image.files.put("layer.tar", layer);
        image.files.put("config.json", config);
        image.links.put("old/layer.tar", "../layer.tar");
        return image.with(
                "manifest.json",
                "[{\"Config\": \"config.json\", \"RepoTags\": [\"parcel:1\"], \"Layers\": [\"layer.tar\"]}]");
    }

    public SavedImage with(String name, String text) {
        files.put(name, bytes(text));
        return this;
    }

    SavedImage withLink(String name, String to) {
        files.remove(name);
        links.put(name, to);
        return this;
    }

    SavedImage without(String name) {
        files.remove(name);
        return this;
    }

    /** Name of a file that holds what has the digest. */
    static String path(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    /** Of its manifest. */
    public String digest() {
        return digest;
    }

    public byte[] tar() {
        return tar(files, links);
    }

    private static byte[] config(byte[] layer) {
        ObjectNode config = Json.object().put("architecture", "amd64").put("os", "linux");
        config.putObject("rootfs").put("type", "layers").putArray("diff_ids").add(digest(layer));
        return bytes(config.toString());
    }

    private static ObjectNode descriptor(String type, byte[] content) {
        return Json.object()
                .put("mediaType", type)
                .put("digest", digest(content))
                .put("size", content.length);
    }

    static String digest(byte[] content) {
        return "sha256:" + HexFormat.of().formatHex(Sha256.digest().digest(content));
    }

    private static byte[] tar(Map<String, byte[]> files, Map<String, String> links) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
            for (Map.Entry<String, String> link : links.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(link.getKey(), TarConstants.LF_SYMLINK);
                entry.setLinkName(link.getValue());
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
