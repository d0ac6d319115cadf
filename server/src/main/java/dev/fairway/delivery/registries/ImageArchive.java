package dev.fairway.delivery.registries;

import dev.fairway.shared.InvalidInput;
import dev.fairway.shared.Json;
import dev.fairway.shared.Sha256;
import dev.fairway.shared.outbound.Outbound.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.tar.TarUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A file with an image, as {@code docker save} and {@code podman save} write it: an image layout of OCI in a tar, or Docker's own
 * kind. Nothing of it is unpacked, links in it lead nowhere, and everything is held against its digest.
 */
final class ImageArchive implements AutoCloseable {

    static final String FIELD = "publish.image";

    private static final int HEADER = 512;
    private static final int MOST_ENTRIES = 10_000;
    private static final int MOST_NAME = 100_000;
    private static final int LARGEST_TEXT = 8_000_000;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE_AT = 156;
    private static final Set<Character> ABOUT_OTHERS = Set.of('x', 'X', 'g', 'L', 'K', 'V');
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final TarFile tar;
    private final Map<String, TarArchiveEntry> entries = new HashMap<>();

    /** Part of an image that a registry keeps by its digest. */
    record Blob(String digest, Content content) {}

    /** What an image consists of, and its digest that of these bytes. */
    record Manifest(String mediaType, byte[] bytes) {

        String digest() {
            return "sha256:" + HexFormat.of().formatHex(Sha256.digest().digest(bytes));
        }
    }

    /** Takes the blobs of an image, one after the other. */
    interface Taker {
        void take(Blob blob) throws IOException;
    }

    /** @param most how many bytes it may have */
    ImageArchive(Path file, long most) throws IOException {
        if (Files.size(file) > most) {
            throw wrong(
                    "has %,d bytes, and an image may have %,d; make it smaller, or have an administrator raise FAIRWAY_DELIVERY_MAX_IMAGE"
                            .formatted(Files.size(file), most));
        }
        checkHeaders(file);
        tar = new TarFile(file);
        try {
            for (TarArchiveEntry entry : tar.getEntries()) {
                add(entry, Files.size(file));
            }
        } catch (InvalidInput wrong) {
            tar.close();
            throw wrong;
        }
    }

    /** Before anything is read by what they say. */
    private static void checkHeaders(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            byte[] header = new byte[HEADER];
            long at = 0;
            for (int count = 0; at + HEADER <= channel.size(); count++) {
                channel.read(ByteBuffer.wrap(header), at);
                if (isEnd(header)) {
                    return;
                }
                long size = size(header);
                boolean isAbsurd = size < 0
                        || size > channel.size() - at - HEADER
                        || (ABOUT_OTHERS.contains((char) header[TYPE_AT]) && size > MOST_NAME);
                if (isAbsurd || count >= MOST_ENTRIES) {
                    throw wrong(
                            isAbsurd
                                    ? "is no whole tar: an entry says that it is larger than what there is"
                                    : "has more than %,d entries, which no image has".formatted(MOST_ENTRIES));
                }
                at += HEADER + (size + HEADER - 1) / HEADER * HEADER;
            }
        }
    }

    private static boolean isEnd(byte[] header) {
        for (byte one : header) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static long size(byte[] header) {
        try {
            return TarUtils.parseOctalOrBinary(header, SIZE_AT, SIZE_LENGTH);
        } catch (IllegalArgumentException none) {
            throw wrong("is no tar, as docker save and podman save write one");
        }
    }

    private void add(TarArchiveEntry entry, long whole) {
        String name = entry.getName();
        if (name.startsWith("/") || List.of(name.split("/")).contains("..")) {
            throw wrong("has an entry \"%.100s\", which leads out of it".formatted(name));
        }
        if (entry.getSize() < 0 || entry.getSize() > whole) {
            throw wrong("has an entry \"%.100s\" of %,d bytes".formatted(name, entry.getSize()));
        }
        if (!entry.isDirectory() && entries.put(name, entry) != null) {
            throw wrong("has two entries \"%.100s\"".formatted(name));
        }
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** @throws InvalidInput when there is none, or it is a link or something else that is no file */
    Content file(String name) {
        TarArchiveEntry entry = entries.get(name);
        if (entry == null) {
            throw wrong("has no \"%.100s\", which it says it has".formatted(name));
        }
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
            throw wrong(
                    "has a link or something else that is no file at \"%.100s\"; save it with --format oci-archive, or by a newer engine"
                            .formatted(name));
        }
        return new Content() {
            @Override
            public long length() {
                return entry.getSize();
            }

            @Override
            public InputStream open() throws IOException {
                return tar.getInputStream(entry);
            }
        };
    }

    byte[] bytes(String name) throws IOException {
        Content content = file(name);
        if (content.length() > LARGEST_TEXT) {
            throw wrong("has a \"%.100s\" of %,d bytes".formatted(name, content.length()));
        }
        try (InputStream in = content.open()) {
            return in.readNBytes(LARGEST_TEXT);
        }
    }

    JsonNode json(String name) throws IOException {
        return json(name, bytes(name));
    }

    static JsonNode json(String name, byte[] bytes) {
        try {
            return Json.read(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException | InvalidInput none) {
            throw wrong("has a \"%.100s\" that is no JSON".formatted(name));
        }
    }

    /** The blob of an image layout that something in it describes. */
    Blob blob(JsonNode descriptor) throws IOException {
        String digest = requireDigest(descriptor.path("digest").asString(""));
        Content content = file(path(digest));
        String found = digest(content);
        if (!found.equals(digest) || content.length() != descriptor.path("size").asLong(-1)) {
            throw wrong("has %s where %s is said to be".formatted(found, digest));
        }
        return new Blob(digest, content);
    }

    static String path(String digest) {
        return "blobs/" + digest.replace(':', '/');
    }

    static String requireDigest(String digest) {
        if (!DIGEST.matcher(digest).matches()) {
            throw wrong("names \"%.100s\" where sha256: and 64 hexadecimal digits are expected".formatted(digest));
        }
        return digest;
    }

    static String digest(Content content) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (InputStream in = new DigestInputStream(content.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return hex(digest);
    }

    static String hex(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** Hands over what it consists of. @throws InvalidInput saying what is wrong with it */
    Manifest handOver(Taker taker) throws IOException {
        if (has("oci-layout")) {
            return new OciLayout(this).handOver(taker);
        }
        if (has("manifest.json")) {
            return new DockerArchive(this).handOver(taker);
        }
        throw wrong(
                "holds no image: neither oci-layout nor manifest.json is in it; docker save and podman save write one");
    }

    static InvalidInput wrong(String what) {
        return new InvalidInput(FIELD, what);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
